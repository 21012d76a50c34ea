//! The words by which card and identity fields are known, in the same form as [`crate::web::hints`].
//!
//! It holds tables and no decisions. Nothing here is filled with a login: these words keep a login out of such fields.

use crate::web::hints::Concepts;

/// A payment card.
pub const CARD: Concepts = 1 << 32;
/// The number of a card.
pub const CARD_NUMBER: Concepts = 1 << 33;
/// The holder of a card.
pub const CARD_NAME: Concepts = 1 << 34;
/// The end of a card's validity.
pub const EXPIRY: Concepts = 1 << 35;
/// A card's security code, by a name that nothing else has.
pub const CSC: Concepts = 1 << 36;
/// First name.
pub const GIVEN: Concepts = 1 << 37;
/// Middle name.
pub const MIDDLE: Concepts = 1 << 38;
/// Last name.
pub const FAMILY: Concepts = 1 << 39;
/// A name.
pub const NAME: Concepts = 1 << 40;
/// Telephone.
pub const TEL: Concepts = 1 << 41;
/// Street address.
pub const STREET: Concepts = 1 << 42;
/// Second line of a street address.
pub const STREET_2: Concepts = 1 << 43;
/// City.
pub const CITY: Concepts = 1 << 44;
/// State or province.
pub const STATE: Concepts = 1 << 45;
/// Postal code.
pub const POSTAL: Concepts = 1 << 46;
/// Country.
pub const COUNTRY: Concepts = 1 << 47;
/// A country in some forms, a part of it in others.
pub const EITHER_STATE: Concepts = 1 << 54;
/// Birth.
pub const BIRTH: Concepts = 1 << 48;
/// Day.
pub const DAY: Concepts = 1 << 49;
/// Month.
pub const MONTH: Concepts = 1 << 50;
/// Year.
pub const YEAR: Concepts = 1 << 51;
/// The number of a house, where a field of its own takes it.
pub const HOUSE: Concepts = 1 << 52;

/// Concept and its words, separated by bars.
pub const PERSON_WORDS: &[(Concepts, &str)] = &[
    (
        CARD,
        "creditcard|debitcard| card|card |cardno| cc |payment|karte|carte bancaire|carte de credit|tarjeta|cartao|carta di credito|karty|kart |kredi karti|банковск|карты|カード|信用卡|银行卡|targeta|votre carte|karcie|kortin| kartic",
    ),
    (
        CARD_NUMBER,
        "card no|cardno|cardnum| ccnum| cc num| ccno|kartennr|n de carte|numero de carte|numero de la carte|numero carta|numero della carta|kaartnummer|kart no|номер карты|カード番号|卡号|卡號|kortnummer|cislo karty|kartyaszam|numar card|broj kartic|מספר כרטיס|מספר הכרטיס|αριθμός κάρ|номер картки|카드 번호|카드번호|رقم البطاقة|شماره کارت|nomor kartu|no tarjeta| n tarjeta",
    ),
    (
        CARD_NAME,
        "name on card|nameoncard|name on the card|card name|cardname|cardholder|card holder|card owner| ccname| cc name| ccholder| cc owner| ccowner|holder name|holdername|karteninhaber|name auf der karte|titulaire|nom sur la carte|titular|nombre en la tarjeta|nome no cartao|nome impresso|intestatario|titolare|kaarthouder|naam op|wlasciciel karty|posiadacz|kart uzerindeki|kart sahibi|имя на карте|держатель|владелец|カード名義|名義人|持卡人|drzitel kart|kortinhalt|vlasnik kart|בעל הכרטיס| chu the ",
    ),
    (
        EXPIRY,
        "expir|exp date|expdate|exp month|expmonth|exp year|expyear|ccexp|cc exp|ccmonth|cc month|ccyear|cc year|cardmonth|card month|cardyear|card year|cardexp|card exp| exp |mm yy|mmyy|mm aa|mm jj|mm rr|mm gg|valid thru|valid through|valid until|validthru|gultig bis|ablauf|gultigkeit|vencimiento|caduci|validade|vencimento|scadenza|vervaldatum|geldig|wazn|son kullanma|срок действия|有効期限|有效期|utgangsdatum|udlobsdato|voimassa|platnost|lejarat|λήξης|유효기간|تاريخ الانتهاء|masa berlaku|срок годности карты|validit|datum istek|תוקף|het han ",
    ),
    (
        CSC,
        " cvv|cvv |cvv2| cvc|cvc |cvc2| csc |ccv |cc cid|verification value|verificationvalue|cvn |cvn2|card code|cardcode|card security|cardsecurity|security number|verification number|cardverification|card verification|cid code|prufziffer|prufnummer|cryptogramme|numero de securite|code a 3 chiffres",
    ),
    (
        GIVEN,
        "first name|firstname|given name|givenname|forename| fname| f name|first nm| name mei|namemei|vorname|prenom|nombres|primer nombre|nome proprio|primeiro nome|voornaam|imie| imi | adiniz| ad | ime |vardas| vards|meno a | 名 |名字|fornamn|fornavn|etunimi|krestni|keresztnev|utonev|prenume|الاسم الأول|שם פרטי|nama depan|太郎|花子",
    ),
    (
        MIDDLE,
        "middle name|middlename|middle initial|middleinitial| mname|zweiter vorname|deuxieme prenom|segundo nombre|nome do meio|secondo nome|tussenvoegsel|drugie imie|ikinci ad|отчество|по батькові|ミドル",
    ),
    (
        FAMILY,
        "last name|lastname|surname|family name|familyname| lname| l name|last nm| name sei|namesei|second name|nachname|familienname|zuname|nom de famille|nom de naissance|birth name|birthname|geburtsname|apellido|sobrenome|apelido|cognome|achternaam|familienaam|nazwisko|soyad|soyisim|soy isim|фамили| 姓 |姓氏|efternamn|efternavn|etternavn|sukunimi|prijmeni|priezvisko|vezeteknev|csaladnev|nume de familie|επώνυμο|επωνυμο|прізвище|اسم العائلة|اللقب|نام خانوادگی|שם משפחה|nama belakang|prezime|priimek|pavard|uzvards|cognom |山田|田中|鈴木|佐藤",
    ),
    (GIVEN | FAMILY, "ονοματεπ|etu ja suku"),
    (
        NAME,
        " name|name |fullname|yourname|realname| nom |nom complet|nombre | nome |naam| isim|фио|имя|обращаться|氏名|收货人|收件人|名前|姓名| namn | navn | nimi | jmeno| nev | nume |όνομα|ονομα| ім я |이름|성명|الاسم| نام |שם מלא|nama lengkap| nama | име |ho va ten|ho ten",
    ),
    (
        TEL,
        "phone|contact no|contact num|telefon| tel |mobile|mobil |handy|rufnummer|cell number|portable|movil|celular|telemovel|cellulare|telefoon|mobiel|mobilnr|komork|cep tel|gsm|телефон|電話|携帯|手机|电话|手機|puhelin|τηλέφωνο|τηλεφωνο|κινητό|전화|휴대폰|الجوال|هاتف|موبایل|תלפון|טלפון|nomor hp|no hp|telepon| telp|notelp|dien thoai|mobitel",
    ),
    (
        STREET,
        "street|first line|firstline|address|addr |addr1|adress|strasse|rue |direccion|calle|domicilio|endereco|morada|rua |logradouro|indirizzo|via |straat|vejnavn| voie | adres|ulica|sokak|улица|адрес|住所|番地|地址|街道| gata | gatu|osoite|ulice|utca|strada |διεύθυνση|διευθυνση|주소|العنوان|آدرس|כתובת|alamat|dia chi|详细",
    ),
    (
        STREET_2,
        "address2|addr2|line 2|line2|second line|secondline|street2|suite|apartment|apt |unit |building|floor|adresszusatz|complement|apartamento|interno|toevoeging|mieszkania|daire|lokalu|квартира|建物|マンション|piso|puerta|escalera|etage|appartement|interphone|emelet|scala |andar |lagenhet|상세주소",
    ),
    (
        CITY,
        " city|city |town|suburb|locality|ortschaft| ort |stadt|wohnort|ville|ciudad|localidad|poblacion|cidade|citta|comune| commune |municipi|plaats|miasto|miejscowosc|sehir| ilce|город|населенн|市区町村|城市| 市 |postort|kaupunki|postitoimipaikka| mesto | obec |telepules| varos|orasul|localitate|πόλη|місто|도시|المدينة|עיר |thanh pho| grad | stad | il sec",
    ),
    (
        STATE,
        " state |stateprov|addressstate|province|region|county|bundesland|departement|provincia|estado|distrito|provincie|judet|wojewodztwo|eyalet|область|регион|都道府県|省份| 省 | 州 | uf | prov ",
    ),
    (
        POSTAL,
        "zip|postal|postcode|post code|pin code|pincode|postleitzahl| plz| cep |cap |kod pocztowy|kodpocztowy|posta kodu|индекс|郵便番号|邮编|郵遞|邮政编码|postnummer| postnr|postinumero| psc |iranyitoszam|ταχυδρομικός|поштовий|пощенски|우편번호|الرمز البريدي|کد پستی|מיקוד|kode pos|ma buu",
    ),
    (
        COUNTRY,
        "country|nation|nazione|land |pays|pais |paese| zeme |kraj| ulke|страна| 国 |国家|國家| maa |orszag| tara |χώρα|χωρα|країна|국가|البلد|الدولة|کشور|negara|quoc gia",
    ),
    (
        BIRTH,
        "birth|dob|bday|geburt|naissance|nacimiento|nascimento|nascita|geboorte|urodzenia|dogum|рождени|生年月日|出生|生日|fodelsedatum|fodsel|syntyma|narozeni|szuletes|nastere|γέννηση|народжен|생년월일|الميلاد|تولد|לידה| lahir|ngay sinh",
    ),
    (
        DAY,
        " day | days |birthdate d |birthday d |birth d |dob d | dd | tag |jour|dia |giorno|dag |dzien| gun|день| 日 | tt ",
    ),
    (
        MONTH,
        "month| mm |birthdate m |birthday m |birth m |dob m |monat|mois| mes |mese|maand|miesiac| ay |месяц| 月 |yyyymm|mmyy|mmaa|aaaamm",
    ),
    (
        YEAR,
        " year|year | yy|birthdate y |birthday y |birth y |dob y |yyyy|jahr|annee| ano | anno |jaar| rok | yil|год| 年 |jjjj|aaaa|rrrr|гггг|mmyy|mmaa|mm aa|mm jj|mm rr|mm gg",
    ),
    (
        HOUSE,
        "hausn|haus nr|huisn|housenum|house no|house num|civico|r domu|numero de casa|номер дома| дом |bina no|kapi no|husn",
    ),
];
