//! What crosses when somebody moves in or out: files, what was read from them, and what could not be carried over.
//! A fault names a file by its number, a line, a column or an entry's number; never a name, an address or a secret.

use super::item::{ItemContent, PastPassword};
use super::remark::ImportRemark;
use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// A file that another program wrote. Untrusted.
    pub struct ImportFile {
        /// Its name, with a path if it came out of a folder.
        pub name: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub bytes: Vec<u8>,
    }
}

crossing! {
    /// What wrote a file, and how.
    pub enum ImportFormat {
        /// NordPass, CSV.
        NordPassCsv,
        /// Bitwarden, JSON in clear or under a password.
        BitwardenJson,
        /// Bitwarden, CSV.
        BitwardenCsv,
        /// Bitwarden, zip with attachments.
        BitwardenZip,
        /// 1Password 8, 1PUX.
        OnePasswordPux,
        /// 1Password, CSV.
        OnePasswordCsv,
        /// 1Password up to 7, 1PIF.
        OnePasswordPif,
        /// LastPass, CSV.
        LastPassCsv,
        /// Dashlane, a CSV file or the zip of them.
        DashlaneCsv,
        /// Dashlane, JSON.
        DashlaneJson,
        /// Proton Pass, JSON, bare or in a zip or under OpenPGP.
        ProtonPassJson,
        /// Proton Pass, CSV.
        ProtonPassCsv,
        /// KeePass and its kin, KDBX 3.1 and 4, and KDB of version 1.
        KeePassKdbx,
        /// KeePass and its kin, XML.
        KeePassXml,
        /// KeePass and its kin, CSV.
        KeePassCsv,
        /// Chrome, Edge, Brave, Opera, Vivaldi.
        ChromiumCsv,
        /// Firefox, CSV.
        FirefoxCsv,
        /// Safari and Apple Passwords, CSV.
        AppleCsv,
        /// Enpass, JSON.
        EnpassJson,
        /// Enpass, CSV without a header.
        EnpassCsv,
        /// RoboForm, CSV, or its printed list as HTML.
        RoboFormCsv,
        /// Keeper, CSV without a header.
        KeeperCsv,
        /// Keeper, JSON.
        KeeperJson,
        /// Kaspersky Password Manager, text.
        KasperskyText,
        /// Avira, CSV.
        AviraCsv,
        /// Avast, JSON.
        AvastJson,
        /// Zoho Vault, CSV.
        ZohoCsv,
        /// Sticky Password, XML.
        StickyPasswordXml,
        /// SafeInCloud, XML.
        SafeInCloudXml,
        /// Password Safe, XML.
        PasswordSafeXml,
        /// Buttercup, CSV.
        ButtercupCsv,
        /// pass: the password, then lines `name: value`.
        PassText,
        /// Aegis, JSON in clear or under a password.
        AegisJson,
        /// andOTP, JSON in clear or under a password.
        AndOtpJson,
        /// 2FAS, JSON in clear or under a password.
        TwoFasJson,
        /// Google Authenticator's migration addresses, one a line.
        GoogleAuthenticator,
        /// `otpauth:` addresses, one a line.
        OtpAddresses,
        /// FIDO Credential Exchange Format.
        FidoCxf,
        /// Any other CSV, by the names of its columns or as the user maps them.
        Csv,
    }
}

crossing! {
    /// What a column of a CSV file holds.
    pub enum ColumnRole {
        /// Title.
        Title,
        /// Address.
        Url,
        /// User name or e-mail address.
        Username,
        /// Password.
        Password,
        /// Notes.
        Notes,
        /// One-time code's secret or address.
        Otp,
        /// Folder.
        Folder,
        /// Tags.
        Tags,
        /// Whether it is a favourite.
        Favourite,
        /// Whether it is in the archive.
        Archived,
        /// When it was created.
        Created,
        /// When it was last changed.
        Changed,
        /// When its password was set.
        PasswordSet,
        /// A custom field of the column's name.
        Field,
        /// A custom field of the column's name, covered.
        HiddenField,
        /// To be left out.
        Ignored,
    }
}

crossing! {
    /// How to read files.
    #[derive(Default)]
    pub struct ImportOptions {
        /// The user's word on what they are; absent if the content is to tell.
        pub format: Option<ImportFormat>,
        /// Their password.
        pub password: Option<String>,
        /// The key file of a KeePass database.
        #[serde(default, with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array | undefined"))]
        pub key_file: Option<Vec<u8>>,
        /// What each column of a CSV file holds, in its order; empty if their names are to tell.
        pub columns: Vec<ColumnRole>,
    }
}

crossing! {
    /// What files seem to be, before they are read.
    pub struct ImportSurvey {
        /// What wrote them.
        pub format: ImportFormat,
        /// They need a password.
        pub needs_password: bool,
        /// They may need a key file.
        pub takes_key_file: bool,
        /// Names of the columns of a CSV file that no program is known for.
        pub columns: Vec<String>,
        /// What its columns seem to hold.
        pub roles: Vec<ColumnRole>,
        /// Its first rows, at most three.
        pub rows: Vec<Vec<String>>,
    }
}

crossing! {
    /// All that was read.
    pub struct Import {
        /// What wrote the files.
        pub format: ImportFormat,
        /// The items, in the order of the files.
        pub items: Vec<ImportedItem>,
        /// Folders that the files name, with and without items; nested by slashes.
        pub folders: Vec<String>,
        /// What became of things that belong to no item.
        pub remarks: Vec<ImportRemark>,
    }
}

crossing! {
    /// An item that was read, and fits the vault's limits, or that is to be written.
    #[derive(Default)]
    pub struct ImportedItem {
        /// Its content.
        pub content: ItemContent,
        /// When it was created, if the source says.
        pub created_ms: Option<u64>,
        /// When it was last changed, if the source says.
        pub changed_ms: Option<u64>,
        /// When its password was set, if the source says.
        pub password_set_ms: Option<u64>,
        /// How strong its password is, 0 to 4; absent if nobody judged it.
        pub strength: Option<u8>,
        /// It lay in the trash.
        pub trashed: bool,
        /// Earlier passwords, newest first.
        pub history: Vec<PastPassword>,
        /// Its files.
        pub attachments: Vec<ImportedFile>,
        /// What has no room of its own, and where it was kept.
        pub remarks: Vec<ImportRemark>,
    }
}

crossing! {
    /// A file that belongs to an item that was read.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ImportedFile {
        /// File name.
        pub name: String,
        /// Media type; may be empty.
        pub media_type: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub bytes: Vec<u8>,
    }
}

crossing! {
    /// Why a file could not be read.
    pub enum ImportFaultKind {
        /// No program is known to write such a file.
        UnknownFormat,
        /// There is nothing in it.
        NothingInIt,
        /// It is damaged, or not what it says it is.
        Malformed,
        /// Larger than the limit, also when unpacked.
        TooLarge,
        /// More items, entries or values than the limit.
        TooMany,
        /// Nested deeper than the limit.
        TooDeep,
        /// An object names the same member twice.
        DuplicateName,
        /// A name that no export has reason to use, such as `__proto__`.
        ForbiddenName,
        /// XML with a document type, which could name other files.
        DocumentType,
        /// An archive inside an archive.
        NestedArchive,
        /// A password is needed.
        PasswordNeeded,
        /// The password, or the key file, does not fit.
        WrongPassword,
        /// It was encrypted for an account and can be opened only there: export anew with a password or in clear.
        AccountBound,
        /// Its key derivation asks for less or more than is allowed.
        KdfOutOfRange,
        /// There is not enough memory for its key derivation.
        KdfMemory,
        /// A version or cipher that is not known here.
        Unsupported,
    }
}

crossing! {
    /// Why an import failed, and where. Nothing was imported.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ImportFault {
        /// Why.
        pub kind: ImportFaultKind,
        /// Which of the files, from 0.
        pub file: u32,
        /// Which entry of an archive, from 0.
        pub entry: Option<u32>,
        /// Line, from 1.
        pub line: Option<u32>,
        /// Column, from 1.
        pub column: Option<u32>,
    }
}

crossing! {
    /// What to write.
    pub enum ExportFormat {
        /// CSV, exact.
        Csv,
        /// CSV in which no cell is a formula for a spreadsheet.
        CsvForSpreadsheets,
        /// Bitwarden's JSON in clear.
        BitwardenJson,
        /// Bitwarden's JSON under a password.
        BitwardenJsonLocked,
        /// Bitwarden's zip in clear, with attachments.
        BitwardenZip,
        /// KeePass's KDBX 4 under a password, with attachments.
        KeePassKdbx,
        /// FIDO Credential Exchange Format, in clear.
        FidoCxf,
    }
}

crossing! {
    /// What was written.
    pub struct Export {
        /// The file's bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub bytes: Vec<u8>,
        /// Names of the items whose attachments the format has no room for.
        pub without_files: Vec<String>,
    }
}

crossing! {
    /// What an item that was read is beside those of the vault.
    pub enum ImportVerdict {
        /// Nothing there is like it.
        New,
        /// It is there already: the same site, user name and password.
        Same,
        /// Something like it is there: the same site and user name, or title, with something else about it.
        Similar,
    }
}

crossing! {
    /// An item that was read, beside those of the vault and those before it.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ImportMatch {
        /// What it is.
        pub verdict: ImportVerdict,
        /// The vault's item that it is like.
        pub id: Option<String>,
        /// The item before it among those that were read that it is like, by its number.
        pub twin: Option<u32>,
    }
}

crossing! {
    /// What restoring a vault file would do.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct RestorePlan {
        /// When the file was made.
        pub made_ms: u64,
        /// How many items would be added.
        pub adds: u32,
        /// How many files come with them.
        pub files: u32,
        /// How many items are there already.
        pub there: u32,
        /// Guarded items are among those to be added: the master password is needed.
        pub guarded: bool,
        /// The vault is empty: the file's settings come along.
        pub into_empty: bool,
        /// Titles of what would be added, at most 200.
        pub titles: Vec<String>,
    }
}
