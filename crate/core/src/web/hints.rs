//! The words by which forms and login fields are known, in twelve languages, as data.
//!
//! A word stands here as [`crate::web::words`] folds text: lower case, Latin letters without marks, blanks for all other
//! signs. A blank in front or behind means that a word must begin or end there; elsewhere it may be part of a longer one,
//! since identifiers and German glue words together. It holds tables and no decisions.
//! Order of the languages: en de fr es pt it nl pl tr ru ja zh, then the most telling words of further ones. Cards and identities are in [`crate::web::hints_person`].

/// A set of things that a text speaks of.
pub type Concepts = u64;

/// A password.
pub const PASSWORD: Concepts = 1;
/// The password that is valid until now.
pub const CURRENT: Concepts = 1 << 1;
/// Something new, or being chosen.
pub const NEW: Concepts = 1 << 2;
/// Once more.
pub const CONFIRM: Concepts = 1 << 3;
/// A user name.
pub const USERNAME: Concepts = 1 << 4;
/// Words that go with a user name but with much else too.
pub const USER_WEAK: Concepts = 1 << 5;
/// An e-mail address.
pub const EMAIL: Concepts = 1 << 6;
/// A number that stands for the customer, member, account or person.
pub const CUSTOMER: Concepts = 1 << 7;
/// A one-time code, in words that name nothing else.
pub const ONE_TIME: Concepts = 1 << 8;
/// A code to enter, whichever it is, where the same text names none of those that are no one-time codes.
pub const ENTER_CODE: Concepts = 1 << 53;
/// A one-time code.
pub const OTP: Concepts = ONE_TIME | ENTER_CODE;
/// Some code.
pub const CODE: Concepts = 1 << 9;
/// A search.
pub const SEARCH: Concepts = 1 << 10;
/// Signing in.
pub const SIGN_IN: Concepts = 1 << 11;
/// Making an account.
pub const SIGN_UP: Concepts = 1 << 12;
/// Changing a password.
pub const CHANGE: Concepts = 1 << 13;
/// Setting another password for a lost one.
pub const RESET: Concepts = 1 << 14;
/// A newsletter.
pub const NEWSLETTER: Concepts = 1 << 15;
/// A message to someone.
pub const CONTACT: Concepts = 1 << 16;
/// Rules that a new password must keep.
pub const STRENGTH: Concepts = 1 << 17;
/// A riddle against robots, or a trap for them.
pub const CAPTCHA: Concepts = 1 << 18;
/// What is asked for besides and no vault holds: a hint, a secret answer, a relative, how a Japanese name is read.
pub const RIDDLE: Concepts = 1 << 19;
/// Things that are asked for beside a login and are never one: coupon, amount, tax, tenant and the like.
pub const THING: Concepts = 1 << 20;
/// A company.
pub const ORGANIZATION: Concepts = 1 << 27;
/// Either.
pub const FOREIGN: Concepts = THING | ORGANIZATION;
/// Going on to the next step.
pub const NEXT: Concepts = 1 << 21;
/// Having forgotten something.
pub const FORGOT: Concepts = 1 << 23;
/// A field that nobody is meant to fill.
pub const TRAP: Concepts = 1 << 24;
/// Being a member already, in words that also speak of signing up.
pub const ALREADY: Concepts = 1 << 25;
/// An account that one has, where another thing is asked for.
pub const ELSEWHERE: Concepts = 1 << 26;
/// A security code, which is a card's or a one-time code.
pub const SECURITY_CODE: Concepts = 1 << 22;
/// What a device or a program signs in with elsewhere: a mail server, a database, a wireless network.
pub const SETTING: Concepts = 1 << 28;
/// Ending an account.
pub const ENDING: Concepts = 1 << 29;
/// Chinese names one-time codes and riddles in pictures by one word.
pub const CODE_OR_RIDDLE: Concepts = 1 << 30;
/// A code for who has lost the device that makes one-time codes.
pub const SPARE_CODE: Concepts = 1 << 55;
/// A code that was or will be sent.
pub const SENT: Concepts = 1 << 31;

/// Concept and its words, separated by bars; what speaks of two things stands in a row of its own.
pub const LOGIN_WORDS: &[(Concepts, &str)] = &[
    (
        PASSWORD,
        "passwd|passwor|passphrase| pass |userpass|loginpass| pwd|pwd |passwrd|kennwort|mot de passe|motdepasse| mdp |contrasena|contrasenya| clave|senha|palavra passe|wachtwoord|haslo|hasla| parola|sifre|парол|パスワード|暗証|密码|密碼|口令|losenord|adgangskode|passord|salasana|heslo|jelszo| parol |lozinka|zaporka|κωδικός|κωδικος|συνθηματικ|비밀번호|암호|كلمة المرور|كلمة السر|رمز عبور|گذرواژه|סיסמה|סיסמא|kata sandi|mat khau|รหัสผ",
    ),
    (
        CURRENT,
        "current| old|oldpass|existing|previous|aktuell| alte|bisherig|derzeitig|actuel|ancien| actual|antigu| anterior| atual|attuale|vecchi|huidig| oude|obecn|dotychczas| stare|aktualn|mevcut| eski|текущ|стар|действующ|現在|旧パス|今の|当前|原密码|旧密|原始密|目前|ปัจจุบัน",
    ),
    (
        NEW,
        " new|newpass|pick a pass|choose| set |set a |create| neue|newpw|wahle|festlegen|nouveau|nouvelle|choisi| nuev|elige|elija| nova | novo |escolh| nuov|scegli|nieuw|kies | nowe|nowy|ustaw | yeni|belirle|новый|новое|нового|придума|新しい|新パス|新規パス|設定する|新密|设置|设定|设个| nytt | nyt | ny | uusi | nove | novy | uj | noua |νέο|новий|новая|새 비밀|جديدة|جدید|חדשה| baru |ใหม",
    ),
    (
        CONFIRM,
        "confirm|repeat|retype|re type|reenter|re enter|again|verify|verif pass|rpass|password2|passwd2|pass2|pwd2|password 2|passwordcheck|wiederhol|bestatig|erneut|noch einmal|retapez|resaisi|repet|repit|ripet|conferm|herhaal|herhal|bevestig|nogmaals|powtorz|potwierdz|ponown|tekrar|onayla|повтор|подтверд|еще раз|確認|再入力|もう一度|确认|再次|重复|重新输入|重覆|bekrafta|bekraeft|bekreft|vahvista|potvrd|megerosit|επιβεβαίωση|підтверд|확인|تأكيد|تکرار|אימות סיסמ|konfirmasi|ulangi|xac nhan|nhap lai|tesdiq|upprepa|gentag|gjenta|toista|znovu|ujra|ยืนยัน| verifica | verificar | verifier | verifizier| dogrula |zweryfikuj",
    ),
    (
        USERNAME,
        "username|user name|userid|user id|user login|userlogin|login name|loginname|login id|loginid|logonid|signin id|signinid|access id|accessid|screen name|player name|screenname|account name|accountname|useroremail|member name| uname|usr | uid | handle |user handle|benutzer|nutzername|nutzerkennung|anmeldename|loginkennung|zugangskennung| kennung|identifiant|nom d utilisateur|nom utilisateur|pseudo|usuari|utilizador| utente|gebruiker|inlognaam|uzytkownik|kullanici|логин|пользовател|ник |ユーザ|ログインid|ログイン名|アカウント名|用户|用戶|帳號|账号|帐号|账户名|登录名|会员名|anvandarnamn|brugernavn|brukernavn|kayttajatunnus|kayttajanimi|uzivatel|prihlasovaci|felhasznalo|nume utilizator|nume de utilizator|korisnicko|όνομα χρήστη|ονομα χρηστη|користувач|потребител|아이디|사용자|اسم المستخدم|نام کاربری|שם משתמש|nama pengguna|ten dang nhap|tai khoan|istifadəci|vartotoj|prisijungimo|lietotaj|ชื อผู ใช",
    ),
    (
        USER_WEAK,
        "login|logon|signin|sign in| user| nick|nickname|alias |昵称|account|identifier|konto|compte|cuenta|conta |アカウント| id|账户|帐户",
    ),
    (
        EMAIL,
        "email|e mail| mail |mailaddress|mailadresse|usermail|loginmail|courriel|adresse electronique|correo|posta elettronica| e posta|eposta|emeil|почт|メール|邮箱|邮件|電郵|电邮|電子郵件|电子信箱| epost| e post |e postadress|sahkoposti|ηλεκτρονικό τ|ηλεκτρονική δ|електронна п|імейл|имейл|이메일|البريد ال|ایمیل|אימייל|דוא ל|surel|e pasts|elpast|эл адрес|อีเมล|электронный а",
    ),
    (
        CUSTOMER,
        "customer number|customer no|customer id|customerid|customernumber|account number|account no|accountnumber|account id|accountid|member number|membernumber|member no|member id|memberid|membership number|membership no|client id|client number|clientid|policy number|employee id|employee number|student id|student number|patient id|library card|national id|card or user|kundennummer|kunden nr|kundennr|kunden id|kundenid|kontonummer|zugangsnummer|zugangsdaten|vertragsnummer|mitgliedsnummer|legitimation|ausweisnummer|teilnehmernummer|numero client|numero de client|n client|numero d abonne|numero de compte|numero de socio|documento|codigo de cliente| dni | nif | rut | cpf|cnpj|numero da conta|numero de contrato|codice cliente|codice utente|codice fiscale|numero tessera|klantnummer|relatienummer|lidnummer|debiteurnummer|numer klienta|identyfikator| pesel|musteri no|musteri numara|kimlik no|t c kimlik|uye no|номер клиента|номер договора|лицевой счет|お客様番号|会員番号|会員id|契約番号|口座番号|客户号|客户编号|学号|工号|身份证|会员号|matricula",
    ),
    (
        ONE_TIME,
        "one time|onetime| otp|otp |totp|verification code|verificationcode|verification token|verify code|verifycode|authentication code|authenticator|auth code|authcode|2fa|twofactor|two factor|2 factor| mfa|mfa |two step|2 step|confirmation code|confirmationcode|sms code|smscode|login code|access code|code we sent|code sent|digit code|einmal|bestatigungscode|verifizierungscode|authentifizierungscode|zugangscode| tan | mtan|mtan |smstan| tfa|tfa | itan|code de verif|code de confirm|code a usage unique|code recu|codigo de verifica|codigo de confirma|codigo de acceso|codigo de un solo|token de seguranca|codice di verifica|codice di conferma|codice temporaneo|verificatiecode|bevestigingscode|eenmalige|kod weryfikacyjny|kod jednorazowy|kod autoryzacyjny|kod sms|kod z sms|kod z aplik|code from your|code from the app|dogrulama kodu|onay kodu|tek kullanim|sms kodu|код подтв|проверочный код|одноразов|код из |смс код|認証コード|確認コード|ワンタイム|認証番号|桁のコード|动态码|动态密码|短信码|动态口令|engangskod|kertakaytto|jednorazov|overovaci kod|cod de verificare|κωδικός επαλ|код підтв|인증번호|인증 코드|인증코드|رمز التحقق|کد تایید|קוד אימות|kode verifikasi|ma xac|təsdiqləmə kodu|code has been sent|sent a code|you a code|code envoye|codigo enviado|codigo foi enviado|codice inviato|codice ricevuto|ontvangen code|verificatienummer|validatiecode|validation code|code de validation|codigo de valid|kod przeslany|gelen kod|haneli kod|код отпр|段階認証|二要素|digit activation",
    ),
    (
        ENTER_CODE,
        "enter the code|enter code| code eingeben|e o codigo|a o codigo|codigo que|ingresa el codigo|inserisci il codice|wpisz kod|kodu girin|введите код",
    ),
    (
        CODE,
        " code|code |passcode|token |tokencode| kod | kodu|codigo|codice|код |コード|代码| pin |pincode|числ",
    ),
    (
        SECURITY_CODE,
        "security code|securitycode|codi de seguretat|cod de se|cod seg|codseg|kod bezpieczenstwa|turvakoodi|sigurnosni kod|sakerhetskod|biztonsagi kod|kode keamanan|код безопасности",
    ),
    (
        ONE_TIME | SECURITY_CODE,
        "sicherheitscode|code de securite|codigo de seguridad|codigo de seguranca|codice di sicurezza|beveiligingscode|guvenlik kodu|セキュリティコード|安全码",
    ),
    (
        SEARCH,
        "search|suche |suchen|suchbegriff|recherche|busca|pesquis| cerca |cerca nel|ricerca|zoek|szukaj|wyszuk| ara |arama|поиск|искать|найти|検索|搜索|搜尋|查找| q |query|keyword|filter|what are you looking| sok | sog |haku |hledat|kereses|cauta |αναζήτηση|пошук|търсене|검색|بحث|جستجو|חיפוש| cari |tim kiem|axtar",
    ),
    (
        SIGN_IN,
        "sign in|signin|signon|sign on|log in|login|log on|logon|sign me in|member sign|welcome back|anmeld|connexion|connecter|connectez|identifiez|s identifier|authentif|iniciar sesion|inicia sesion|inicie sesion|inicio de sesion|acceder|acceda|accede |ingresar|ingresa |ingreso|entrar|iniciar sessao|inicie sessao|acessar|acesse|aceder|accedi|accesso| entra |inloggen|logowani|loguj|giris|oturum ac|войти|вход|войдите|авториз|ログイン|サインイン|ログオン|登录|登錄|登入|登陆|logga in|logg inn|kirjaudu|prihlas|bejelentkez|belepes|autentificare|conecteaza|intra in cont|prijav|σύνδεση|συνδεση|είσοδος|увійти|вхід|로그인|تسجيل الدخول|ورود|התחבר|כניסה| masuk|dang nhap|daxil ol|เข าสู ระบบ",
    ),
    (
        SIGN_UP,
        "sign up|signup|sign me up|regist|create account|createaccount|create an account|create a free|create your|create my|new account|newaccount|new user|newuser|new customer|account creation| join |join now|joinnow|get started|start free|free trial|enroll|open an account|become a member|konto erstellen|konto anlegen|konto eroffnen|neu hier|mitglied werden|inscri|creer un compte|creer mon compte|creation de compte|creer votre|nouveau client|crear cuenta|crear una cuenta|crear mi cuenta|crea tu cuenta|nueva cuenta|unete|hazte|alta de|criar conta|criar uma conta|crie sua conta|crie uma conta|cadastr|crea account|crea un account|crea il tuo|iscriv|iscriz|account aanmaken|maak een account|nieuw account|rejestr|zaloz konto|utworz konto|nowe konto|kayit|kaydol|uye ol|hesap olustur|uyelik|регистр|созда|会員登録|新規登録|無料登録|アカウントを作|アカウント作|アカウントの作|登録する|ユーザー登録|入会|注册|註冊|创建账户|创建帐户|创建账号|建立帳|skapa konto|skapa ett konto|bli medlem|opret|luo tili|rekister|vytvorit ucet|zalozit ucet|fiok letrehoz|creeaza|cont nou|regisztr|kreiraj|εγγραφή|εγγραφη|δημιουργία λογ|реєстр|створити|회원가입|가입하기|계정 만들기|إنشاء حساب|حساب جديد|ثبت نام|عضویت|הרשמ|הירשם|daftar|buat akun|dang ky|tao tai khoan|qeydiyyat|สมัครสมาชิก|ลงทะเบียน|add user|adduser|create user|createuser|添加用户|新增用户",
    ),
    (
        CHANGE,
        "changepassword|change your password|change pass|changepw|change pwd|password change|passwordchange|update password|update your password|updatepassword|edit password|password edit|save password|passwort andern|passwort aendern|kennwort andern|passwortanderung|passwort aktual|passwort speichern|changer le mot|changer mon mot|changer votre mot|modifier le mot|modifier mon mot|modifier votre mot|changement de mot|cambiar contrasena|cambiar la contra|cambiar tu contra|cambio de contra|cambiar clave|modificar contra|alterar senha|alterar a senha|alterar palavra|alterar a palavra|mudar senha|mudar a senha|trocar senha|troca de senha|cambia password|cambia la password|cambio password|modifica password|modifica la pass|salva la tua pass|aggiorna password|wachtwoord wijzigen|wachtwoord verand|wachtwoord aanpas|wijzig wachtwoord|zmien haslo|zmiana hasla|zmien swoje haslo|sifre degistir|sifreyi degistir|sifremi degistir|sifreni degistir|parola degistir|parolayi degistir|смена пар|сменить пар|изменить пар|изменение пар|поменять пар|パスワードの変|パスワード変|パスワードを変|修改密码|更改密码|變更密碼|更改密碼",
    ),
    (
        RESET,
        "reset|set password|set a password|set your password|set a new|choose a new password|zurucksetzen|neues passwort|neues kennwort|passwort festlegen|reinitialis|nouveau mot de passe|definir un mot|restablec|nueva contrasena|redefin|nova senha|reimposta|ripristin|nuova password|herstel|nieuw wachtwoord|nowe haslo|sifirla|yeni sifre|сброс|новый пароль|再設定|リセット|新しいパスワード|重置|新密码|nuevo password",
    ),
    (
        FORGOT,
        "forgot|lost password|lostpassword|recover|can t access|trouble sign|vergessen|oublie|olvid|recuper|esquec|dimenticat|vergeten|nie pamietasz|zapomnia|odzyska|unuttu|забыл|восстанов|忘れ|忘记|找回|忘記|glomt|unohtu|zapomen|elfelejt|ai uitat|ξεχάσ|ανάκτηση|забули|비밀번호 찾기|نسيت|فراموش|שכחת| lupa |quen mat khau",
    ),
    (
        NEWSLETTER,
        "newsletter|subscri|mailing list|mailinglist|email updates|email list|stay in touch|stay up to date|stay updated|keep me posted|abonnie|abonner|abonnez|infolettre|suscrib|suscrip|boletin|novedades|assine|assinar|novidades|iscriviti alla|nieuwsbrief|biuletyn|subskryb|bulten|abone ol|рассылк|подпис|メールマガ|メルマガ|ニュースレ|订阅|訂閱|nyhetsbrev|nyhedsbrev|uutiskirje|zpravodaj|hirlevel|뉴스레터|خبرنامه|ניוזלטר",
    ),
    (
        CONTACT,
        "contact|kontakt|message|nachricht|mensaje|mensagem|messaggio|bericht|wiadomosc|mesaj|сообщени|обратная св|お問い合わせ|メッセージ|联系|留言|feedback|comment|kommentar|enquir|inquir|iletisim|contatt|contato|send us|request a demo|get a quote",
    ),
    (
        STRENGTH,
        "at least|minimum|min 8|min 6|characters|strong|must contain|mindestens|zeichen|au moins|caracter|minimo|caratter|almeno|minimaal|tekens|co najmniej|znak|en az |karakter|не менее|символ|文字以上|半角英数|英数字|位以上|字符|位字母|位数字",
    ),
    (
        CAPTCHA,
        "captcha|robot|spam|bildcode|rechenaufgabe|图形|图片|图中|圖形|код с картинк|画像認証|画像の文字|obrazka|resimdeki|imagen|imagem|immagine|изображен|the image",
    ),
    (
        TRAP,
        "notused|not used|unused|donotuse|do not use|decoy|dummy| fake|fakepass|fakeuser|prevent autofill|noautofill|autofill off|nofill|preventautofill|preventautocomplete",
    ),
    (
        CAPTCHA | TRAP,
        "honeypot|honey pot|leave blank|leave this|leave empty|do not fill|don t fill|if you are human|if you re human",
    ),
    (
        ALREADY,
        "registered|used to sign up|signed up|sign up issues|when signing up|registrierte|enregistre|inscrit avec| registrado | registrada | registrato | registrata | estas registrad|geregistreerd|zarejestrowan|kayitli|зарегистрированн|登録済|登録した|已注册",
    ),
    (
        ELSEWHERE,
        "already|bereits|deja |ya tienes|ya tengo|ya eres|hai gia|sei gia|ja tem|ja tenho|ja e cadastr|heb je al|heeft u al|masz juz|masz konto|zaten|hesabin var|уже есть|уже зарег|すでに|既に|已有",
    ),
    (
        RIDDLE,
        "hint|maiden|first pet|favorite|favourite|security question|secret question|securityanswer|secretanswer| answer|sicherheitsfrage|antwort|reponse secrete|question secrete|pregunta|respuesta|pergunta|resposta|domanda|risposta|вопрос|ответ|秘密の質問|密保|father s|father name|fathername| father |mother s|mother name|mothername| mother |spouse|guardian s|guardian name|emergency c|emergency n|emergency p|next of kin| da mae | do pai | del padre | de la madre |baba adi| отца | матери |フリガナ|ふりがな|カナ | かな | kana |ekana |ikana ",
    ),
    (
        ORGANIZATION,
        "company|organiz|organis| firma|unternehmen|empresa|entreprise|societe|azienda|bedrijf|sirket|компани|организац|会社|公司|企业",
    ),
    (
        THING,
        "display name|wifi| upi |brand name|item name|name of item|name of the item|item description|product name|project name|event name|team name|pet name|issue date|start date|ip address|address 3|address3|line 3|line3|company size|company type|coupon|promo|voucher|gift|gutschein|discount|rabatt|referral|referer|referrer|invite|invitation|affiliate|subject|betreff|asunto|assunto|oggetto|onderwerp|website|web site| url|homepage|quantity|amount|betrag|montant|importe|price|budget|social security| ssn|loyalty|reward| baby|babies|child|due date|application id|application number| tax| vat | iban|swift| bic |routing|job title|jobtitle|position|occupation|department|salutation|anrede|civilite|gender|geschlecht|mandant|tenant|domain|workspace|server|hostname|host name| realm|database|license|licence|serial|order number|ordernumber|order id|bestellnummer|tracking|passport|birthplace|place of birth|birth place|city of birth|country of birth|lieu de nais|geburtsort|lugar de nac|luogo di nasc|miejsce urodz|место рожд|geboorteplaats|local de nasc|dogum yeri|vehicle|height|weight|relationship|how did you|device name|airport|departure|securite sociale|seguridad social|kupon|cupon|cupom|sconto|korting|indirim|промокод|купон|クーポン|招待|邀请码|推荐码|优惠|優惠|店番|geschenk|podarunk|aktionscode|einladung|empfehlung|rastre|activation key|carte d identite|carte vitale|carte grise|fidelite|ajokort|henkilokort",
    ),
    (
        NEXT,
        "next|continue|proceed|go on|weiter|fortfahren|suivant|poursuivre|siguiente|seguinte|proximo|avancar|avanti|continua|prosegui|volgende|verder|doorgaan|dalej|kontynuuj|devam|ileri|далее|продолж|次へ|続ける|続行|下一步|继续|繼續| nasta |fortsatt|naste |jatka|pokracovat|tovabb|συνέχεια|далі|다음|التالي|ادامه|המשך|lanjut|tiep tuc",
    ),
    (
        SETTING,
        "smtp| imap| pop3 |mail server|mailserver|from name| wpa| psk | ssid| wep |pppoe|wireless key|network key|wifi|wi fi | wlan|database user|database pass|db user|db pass|dbuser|dbpass",
    ),
    (
        ENDING,
        "delete acc|delete your acc|delete my acc|close my acc|konto losch|supprimer mon c|eliminar mi c|excluir conta|elimina acc|account verw|usun konto|удалить акк|退会|注销账",
    ),
    (
        SPARE_CODE,
        "recovery code|recoverycode|backup code|backupcode|scratch code|wiederherstellungscode|code de recup|codigo de recup|codice di recup|резервный код",
    ),
    (ONE_TIME | CODE_OR_RIDDLE, "验证码|驗證碼|校验码"),
    (
        SENT,
        "获取|獲取|发送|發送|短信|簡訊|手机|手機|动态|邮箱验证|邮件验证|sms",
    ),
];
