//! Exports of other versions, languages and encodings than the samples: each as its program or a spreadsheet wrote it.

#![cfg(feature = "transfer")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod transfer_judge;

use latchkey_core::api::{ColumnRole, CustomFieldKind, ImportFile, ImportOptions, ImportedItem, Login, RemarkKind};
use latchkey_core::transfer::survey;
use transfer_judge::{field, imported, password, read};

fn login(item: &ImportedItem) -> &Login {
    item.content.login.as_ref().unwrap()
}

fn folders(text: &str) -> Vec<String> {
    let items = imported("x.csv", text).items;
    items.into_iter().map(|item| item.content.folder).collect()
}

#[test]
fn columns_are_known_in_more_languages() {
    for header in [
        "Namn;Webbplats;Användarnamn;Lösenord;Anteckningar;Mapp",
        "Titel;Websted;Brugernavn;Adgangskode;Noter;Mappe",
        "Tittel;Nettsted;Brukernavn;Passord;Notater;Mappe",
        "Nimi;Verkkosivusto;Käyttäjätunnus;Salasana;Muistiinpanot;Kansio",
        "Název;Webová adresa;Uživatelské jméno;Heslo;Poznámka;Složka",
        "Név;Webhely;Felhasználónév;Jelszó;Megjegyzés;Mappa",
        "Başlık;Web sitesi;Kullanıcı adı;Şifre;Notlar;Klasör",
        "이름;웹사이트;사용자 이름;비밀번호;메모;폴더",
        "名稱;網址;使用者名稱;密碼;備註;資料夾",
        "Nome;Site;Nome de usuário;Senha;Observações;Pasta",
        "Название;Адрес сайта;Логин;Пароль;Заметки;Папка",
    ] {
        let import = imported(
            "x.csv",
            &format!("{header}\nLedger;https://ledger.example;ada;ink-5;blue;Office\n"),
        );
        let item = &import.items[0];
        let content = &item.content;
        assert_eq!(
            (content.title.as_str(), content.notes.as_str(), content.folder.as_str()),
            ("Ledger", "blue", "Office"),
            "{header}"
        );
        assert_eq!(
            (login(item).usernames[0].as_str(), password(item)),
            ("ada", "ink-5"),
            "{header}"
        );
        assert_eq!(login(item).urls[0].url, "https://ledger.example", "{header}");
        assert!(content.fields.is_empty(), "{header}");
    }
}

#[test]
fn an_address_of_mail_stands_behind_the_user_name() {
    let import = imported(
        "x.csv",
        "title,url,email,username,password\nLedger,ledger.example,ada@ink.example,ada,ink-5\nMail,mail.example,bo@ink.example,,ink-6\n",
    );
    assert_eq!(login(&import.items[0]).usernames, ["ada", "ada@ink.example"]);
    assert_eq!(login(&import.items[1]).usernames, ["bo@ink.example"]);
}

#[test]
fn columns_that_are_called_like_secrets_are_covered() {
    let text =
        "Service,URL,Username / Email,Password,Old Password,PIN,Shelf\nBank,bank.example,ada,ink-5,ink-4,4629,left\n";
    let item = &imported("x.csv", text).items[0];
    assert_eq!(
        (item.content.title.as_str(), login(item).usernames[0].as_str()),
        ("Bank", "ada")
    );
    assert_eq!(field(item, "Old Password"), Some(("ink-4", CustomFieldKind::Hidden)));
    assert_eq!(field(item, "PIN"), Some(("4629", CustomFieldKind::Hidden)));
    assert_eq!(field(item, "Shelf"), Some(("left", CustomFieldKind::Text)));
    let kept = item
        .remarks
        .iter()
        .filter(|remark| remark.kind == RemarkKind::KeptAsField);
    let kept: Vec<&str> = kept.map(|remark| remark.subject.as_str()).collect();
    assert_eq!(
        kept,
        ["Old Password", "PIN", "Shelf"],
        "what no role is known for is said"
    );
}

#[test]
fn the_newest_table_of_1password_says_what_is_favourite_and_archived() {
    let text = "Title,Website,Username,Password,One-time password,Favorite status,Archived status,Tags,Notes\nLedger,https://ledger.example,ada,ink-5,,true,false,a;b,n\nOld,https://old.example,bo,ink-6,,false,true,,\n";
    let items = imported("x.csv", text).items;
    let states = items.iter().map(|item| (item.content.favourite, item.content.archived));
    assert_eq!(states.collect::<Vec<_>>(), [(true, false), (false, true)]);
    assert!(
        items
            .iter()
            .all(|item| item.content.fields.is_empty() && item.remarks.is_empty())
    );
    assert_eq!(items[0].content.tags, ["a", "b"]);
}

#[test]
fn groups_of_keepass_without_a_common_root_are_folders() {
    let rows = |first: &str, second: &str| {
        format!("Group,Title,Username,Password,URL,Notes\n{first},Ledger,ada,ink-5,,\n{second},Bank,bo,ink-6,,\n")
    };
    assert_eq!(
        folders(&rows("General", "Internet/Banks")),
        ["General", "Internet/Banks"]
    );
    assert_eq!(folders(&rows("Root", "Root/Banks")), ["", "Banks"]);
    assert_eq!(folders(&rows("Root/Office", "Root/Banks")), ["Office", "Banks"]);
    assert_eq!(folders(&rows("Root", "Root")), ["", ""]);
    assert_eq!(folders(&rows("General", "General")), ["General", "General"]);
}

#[test]
fn groups_of_buttercup_lie_in_each_other() {
    let text = "!type,!group_id,!group_name,!group_parent,title,username,password,URL\ngroup,g1,Office,0,,,,\ngroup,g2,Banks,g1,,,,\nentry,g2,,,Ledger,ada,ink-5,https://ledger.example\nentry,g1,Office,,Desk,bo,ink-6,\n";
    let import = imported("x.csv", text);
    let paths: Vec<&str> = import.items.iter().map(|item| item.content.folder.as_str()).collect();
    assert_eq!(paths, ["Office/Banks", "Office"]);
    assert_eq!(import.folders, ["Office", "Office/Banks"]);
}

#[test]
fn a_table_of_lastpass_that_was_written_as_html_is_read_back() {
    let table = |first: &str, second: &str| {
        let text = format!(
            "url,username,password,extra,name,grouping,fav\nhttps://a.example/?x=1&amp;y=2,ada,{first},,Ink &amp; Co,,0\nhttps://b.example,bo,{second},,Desk,,0\n"
        );
        let import = imported("x.csv", &text);
        let is_told = import.remarks.iter().any(|remark| remark.kind == RemarkKind::Unescaped);
        let passwords: Vec<String> = import.items.iter().map(|item| password(item).to_owned()).collect();
        assert_eq!(
            is_told,
            passwords.iter().all(|each| !text.contains(each)),
            "and it is said"
        );
        passwords
    };
    assert_eq!(table("ink&lt;5", "a&amp;amp;b"), ["ink<5", "a&amp;b"]);
    // One bare sign tells that nothing was.
    assert_eq!(table("ink&lt;5", "a&b"), ["ink&lt;5", "a&b"]);
    assert_eq!(table("ink&lt;5", "a>b"), ["ink&lt;5", "a>b"]);
}

#[test]
fn the_holder_of_a_card_of_dashlane_is_who_it_says() {
    let text = |holder: &str| {
        format!(
            "type,account_name,account_holder,cc_number,code,expiration_month,expiration_year,routing_number,account_number,country,issuing_bank,note,name\npayment_card,Blue card,{holder},4111111111111111,123,12,2030,,,,,,\n"
        )
    };
    let card = |holder: &str| {
        let item = imported("x.csv", &text(holder)).items.remove(0);
        (item.content.title.clone(), item.content.card.unwrap().name.clone())
    };
    assert_eq!(card("Ada Byron"), ("Blue card".into(), "Ada Byron".into()));
    assert_eq!(card(""), ("Blue card".into(), "Blue card".into()));
}

#[test]
fn the_first_user_name_of_dashlane_is_the_one_called_so_wherever_it_stands() {
    let text =
        "username3,title,username2,password,username,url\n,Lamp,second-1,of-Lamp-1,maren,https://lamp.example/\n";
    let item = imported("x.csv", text).items.remove(0);
    assert_eq!(item.content.login.unwrap().usernames, ["maren", "second-1"]);
}

#[test]
fn the_first_cards_of_proton_expire_in_a_month_without_a_dash() {
    let text = "type,name,url,username,password,note,totp,createTime,modifyTime\ncreditCard,Blue,,,,\"{\"\"number\"\":\"\"4111111111111111\"\",\"\"expirationDate\"\":\"\"122030\"\"}\",,1690000000,1690000001\n";
    let item = &imported("x.csv", text).items[0];
    let card = item.content.card.as_ref().unwrap();
    assert_eq!((card.expiry_month.as_str(), card.expiry_year.as_str()), ("12", "2030"));
}

#[test]
fn the_company_of_a_contact_of_keeper_has_its_place() {
    let keeper = r#"{"records":[{"title":"Ink","$type":"contact","custom_fields":{"$text:company":"Ink & Co"}}]}"#;
    let identity = imported("x.json", keeper).items.remove(0).content.identity.unwrap();
    assert_eq!(identity.organization, "Ink & Co");
}

#[test]
fn what_safeincloud_archived_is_archived() {
    let safe = r#"<database><card title="Old"><field type="login">ada</field></card><card title="Older" archived="true"><field type="login">bo</field></card></database>"#;
    let archived = imported("x.xml", safe)
        .items
        .into_iter()
        .map(|item| item.content.archived);
    assert_eq!(archived.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn an_app_of_keepassdx_is_an_address_and_what_it_says_of_the_app_is_none() {
    let item = |name: &str, mark: &str, value: &str| {
        let text = format!(
            "<KeePassFile><Root><Group><Name>R</Name><Entry><String><Key>Title</Key><Value>App</Value></String><String><Key>{name}</Key><Value{mark}>{value}</Value></String></Entry></Group></Root></KeePassFile>"
        );
        imported("x.xml", &text).items.remove(0)
    };
    for (name, value) in [
        ("AndroidApp", "com.ink.app"),
        ("AndroidApp1", "com.ink.app"),
        ("AndroidApp_12", "com.ink.app"),
        ("AndroidApp", "androidapp://com.ink.app"),
    ] {
        let item = item(name, "", value);
        let urls: Vec<&str> = login(&item).urls.iter().map(|saved| saved.url.as_str()).collect();
        assert_eq!(
            (urls, item.content.fields.len()),
            (vec!["androidapp://com.ink.app"], 0),
            "{name}"
        );
    }
    let covered = " ProtectInMemory=\"True\"";
    for (name, mark, value) in [
        ("AndroidApp Signature", "", "AB12"),
        ("AndroidApp Signature_1", "", "AB12"),
        ("AndroidApp_MATCH_TYPE", "", "Host"),
        ("AndroidApp_", "", "com.ink.app"),
        ("AndroidApp", "", "ink:app"),
        ("AndroidApp", covered, "oar-77"),
        ("AndroidApp", covered, "androidapp://com.ink.app"),
    ] {
        let item = item(name, mark, value);
        let kind = match mark {
            "" => CustomFieldKind::Text,
            _ => CustomFieldKind::Hidden,
        };
        assert_eq!(field(&item, name), Some((value, kind)));
        assert!(item.content.login.is_none_or(|login| login.urls.is_empty()), "{name}");
    }
}

/// A text in a code page, of which only these letters are beyond ASCII.
fn bytes(text: &str, page: &[(char, u8)]) -> Vec<u8> {
    let byte = |letter: char| match page.iter().find(|(each, _)| *each == letter) {
        Some((_, byte)) => *byte,
        None => u8::try_from(letter).unwrap(),
    };
    text.chars().map(byte).collect()
}

/// Cyrillic letters stand in the order of Unicode.
fn cyrillic(text: &str) -> Vec<u8> {
    let letters: Vec<(char, u8)> = ('А'..='я').zip(0xc0_u8..=0xff).collect();
    bytes(text, &letters)
}

#[test]
fn tables_in_the_letters_of_windows_are_read_in_the_right_ones() {
    let central = [
        ('ł', 0xb3),
        ('ż', 0xbf),
        ('ó', 0xf3),
        ('ę', 0xea),
        ('ą', 0xb9),
        ('ś', 0x9c),
        ('ź', 0x9f),
    ];
    let polish = bytes(
        "Nazwa;Strona;Nazwa użytkownika;Hasło;Uwagi\nżółw;https://a.example;ada;gęś;jaźń\n"
            .replace('ń', "n")
            .as_str(),
        &central,
    );
    // Spreadsheets may write the separator above the names of the columns.
    for first in ["", "sep=;\n", "sep=;\r\n", "\"sep=;\"\n"] {
        let table = [first.as_bytes(), &polish].concat();
        let item = read("x.csv", &table).unwrap().items.remove(0);
        assert_eq!(
            (item.content.title.as_str(), password(&item)),
            ("żółw", "gęś"),
            "{first}"
        );
    }
    let turkish = bytes(
        "Başlık;Web sitesi;Kullanıcı adı;Şifre\nIşık;https://a.example;ada;ağaç\n",
        &[('ş', 0xfe), ('ı', 0xfd), ('Ş', 0xde), ('ğ', 0xf0), ('ç', 0xe7)],
    );
    let item = read("x.csv", &turkish).unwrap().items.remove(0);
    assert_eq!((item.content.title.as_str(), password(&item)), ("Işık", "ağaç"));
    let russian = cyrillic("Название;Сайт;Логин;Пароль\nЛавка;https://a.example;ada;ключ\n");
    let item = read("x.csv", &russian).unwrap().items.remove(0);
    assert_eq!((item.content.title.as_str(), password(&item)), ("Лавка", "ключ"));
    let looked = survey(
        &[ImportFile {
            name: "x.csv".into(),
            bytes: russian,
        }],
        &ImportOptions::default(),
    )
    .unwrap();
    assert_eq!(
        looked.roles,
        [
            ColumnRole::Title,
            ColumnRole::Url,
            ColumnRole::Username,
            ColumnRole::Password
        ]
    );
    // The names of the columns tell nothing, but the words do.
    let plain =
        cyrillic("name,url,username,password,note\nЛавка,https://a.example,ada,ключ,где лежит старая тетрадь\n");
    let item = read("x.csv", &plain).unwrap().items.remove(0);
    assert_eq!((item.content.title.as_str(), password(&item)), ("Лавка", "ключ"));
}

#[test]
fn western_letters_stay_western() {
    let note = "größer als déjà vu, çà et là, été, naïve, fête, über, löschen, prêt, año, señor";
    let text = format!("name;url;username;password;note\nCafé;https://a.example;ada;äöüßÄÖÜ;{note}\n");
    let western: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let beyond = western.iter().filter(|byte| **byte >= 0xc0).count();
    assert!(beyond > 20, "{beyond} letters are too few to tell an alphabet by");
    let item = read("x.csv", &western).unwrap().items.remove(0);
    assert_eq!((item.content.title.as_str(), password(&item)), ("Café", "äöüßÄÖÜ"));
    assert_eq!(item.content.notes, note);
}

#[test]
fn backslashes_of_keepass_are_undone_where_all_are_written_twice() {
    let read = |password: &str| {
        let text = format!(
            "\"Account\",\"Login Name\",\"Password\",\"Web Site\",\"Comments\"\n\"Ledger\",\"ada\",\"{password}\",\"\",\"\"\n"
        );
        password_of(&text)
    };
    assert_eq!(read(r"ink\\5"), r"ink\5");
    assert_eq!(read(r"ink\5"), r"ink\5", "one alone tells that none was");
}

fn password_of(text: &str) -> String {
    password(&imported("x.csv", text).items[0]).to_owned()
}
