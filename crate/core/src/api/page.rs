//! What crosses of a page: what the browser says of a document, what a content script read in it (untrusted), and what
//! the core makes of that.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// What the browser (not the page) says of a document.
    pub struct FrameContext {
        /// URL of the document.
        pub url: String,
        /// Origin of the document as the browser serialises it; `null` if opaque.
        pub origin: String,
        /// Origins of all ancestors from the parent to the top; empty for a top document.
        pub ancestors: Vec<String>,
    }
}

crossing! {
    /// What a field is for: WHATWG autocomplete tokens, and what they lack.
    pub enum Role {
        /// A user name, or either user name or e-mail address.
        Username,
        /// An e-mail address.
        Email,
        /// The password of an existing account.
        CurrentPassword,
        /// A password that is being chosen, or its confirmation.
        NewPassword,
        /// A one-time code, whole or one digit of it.
        OneTimeCode,
        /// Card holder.
        CcName,
        /// Card number.
        CcNumber,
        /// Card expiry, month and year.
        CcExp,
        /// Card expiry month.
        CcExpMonth,
        /// Card expiry year.
        CcExpYear,
        /// Card security code.
        CcCsc,
        /// Full name.
        Name,
        /// First name.
        GivenName,
        /// Middle name.
        AdditionalName,
        /// Last name.
        FamilyName,
        /// Telephone number; without its country's code where a field beside it takes that.
        Tel,
        /// Country code of a telephone number.
        TelCountryCode,
        /// Street and number, first line.
        #[serde(rename = "address-line1")]
        AddressLine1,
        /// Second line of a street address.
        #[serde(rename = "address-line2")]
        AddressLine2,
        /// City.
        #[serde(rename = "address-level2")]
        AddressLevel2,
        /// State or province.
        #[serde(rename = "address-level1")]
        AddressLevel1,
        /// Postal code.
        PostalCode,
        /// Country.
        Country,
        /// Company or other organisation.
        Organization,
        /// Birthday.
        Bday,
        /// Day of birth.
        BdayDay,
        /// Month of birth.
        BdayMonth,
        /// Year of birth.
        BdayYear,
        /// A search box.
        Search,
        /// Anything else; never filled.
        Other,
    }
}

crossing! {
    /// What a form is for.
    pub enum Purpose {
        /// Signing in to an account.
        SignIn,
        /// Making an account.
        SignUp,
        /// Changing a password.
        ChangePassword,
        /// Entering a one-time code.
        OneTimeCode,
        /// Asking for help with a forgotten user name or password.
        Recovery,
        /// Paying with a card.
        Checkout,
        /// Saying who one is or where one lives.
        Address,
        /// Subscribing to a newsletter.
        Newsletter,
        /// Searching.
        Search,
        /// Writing a message to someone.
        Contact,
        /// Anything else.
        Other,
    }
}

crossing! {
    /// A page's forms and fields without their values, as a content script read them. Untrusted.
    pub struct PageSnapshot {
        /// `document.title`.
        pub title: String,
        /// `lang` of the document element.
        pub lang: String,
        /// Texts of the first visible headings, at most 8.
        pub headings: Vec<String>,
        /// Forms and, for fields without one, the groups they stand in.
        pub forms: Vec<FormSnapshot>,
        /// Fields in document order through open and closed shadow roots, at most 500.
        pub fields: Vec<FieldSnapshot>,
    }
}

crossing! {
    /// A form, or a group of fields without a form element. Untrusted.
    pub struct FormSnapshot {
        /// The URL that it would be sent to, resolved; empty if there is no form element or no `action` attribute.
        pub action: String,
        /// `get`, `post` or `dialog`; empty without a form element.
        pub method: String,
        /// Name, id and class of the form, joined by blanks.
        pub name: String,
        /// Legends and headings in it or just before it, then the paragraph before it.
        pub text: String,
        /// Texts of its buttons.
        pub buttons: Vec<String>,
    }
}

crossing! {
    /// One input, select or textarea. Untrusted.
    pub struct FieldSnapshot {
        /// Index of its form in `forms`.
        pub form: u32,
        /// `input`, `select` or `textarea`.
        pub tag: String,
        /// The `type` property, in lower case.
        pub input_type: String,
        /// `name`.
        pub name: String,
        /// `id`.
        pub id: String,
        /// `autocomplete`, in lower case.
        pub autocomplete: String,
        /// Its label: `for`, wrapping, `aria-label`, `aria-labelledby`, `title`; joined by blanks.
        pub label: String,
        /// `placeholder`.
        pub placeholder: String,
        /// The text just before it, if it has no label.
        pub nearby: String,
        /// Tag, name, id and label of the hosts of the shadow roots it stands in.
        pub host: String,
        /// `maxlength`; absent if none.
        pub max_length: Option<u32>,
        /// It has a box, is not clear, not covered, not off the page.
        pub visible: bool,
        /// It is not disabled.
        pub enabled: bool,
        /// It is read-only.
        pub read_only: bool,
        /// It is the document's active element.
        pub focused: bool,
        /// Texts of the first options of a select, at most 16.
        pub options: Vec<String>,
    }
}

crossing! {
    /// What one field is for, as understood.
    #[derive(Debug, PartialEq)]
    pub struct FieldRole {
        /// Index of the field in the snapshot.
        pub field: u32,
        /// Its role.
        pub role: Role,
        /// 0 to 1.
        pub confidence: f32,
    }
}

crossing! {
    /// What a page is for and what its fields are.
    pub struct Reading {
        /// One role a field, in the order of the snapshot.
        pub roles: Vec<FieldRole>,
        /// One purpose a form, in the order of the snapshot.
        pub purposes: Vec<Purpose>,
    }
}
