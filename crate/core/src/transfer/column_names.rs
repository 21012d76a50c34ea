//! What columns are called in other languages than English: by programs that translate their exports, and by people.

use crate::api::ColumnRole;

/// Keys as [`super::table::key`] makes them, by the role that they tell.
pub(super) const TRANSLATED: &[(ColumnRole, &[&str])] = &[
    (ColumnRole::Title, &["titel", "titre", "titulo", "título", "titolo", "nazwa", "название", "заголовок", "标题", "名称", "タイトル", "bezeichnung", "nom", "nombre", "nome", "naam"]),
    (ColumnRole::Url, &["webseite", "webadresse", "internetadresse", "siteweb", "sitioweb", "sitoweb", "siteinternet", "adresseweb", "direccionweb", "direcciónweb", "indirizzoweb", "endereço", "strona", "stronainternetowa", "адрес", "сайт", "вебсайт", "网址", "网站", "サイト", "ウェブサイト", "webpage", "pageurl"]),
    (ColumnRole::Username, &["benutzername", "benutzer", "anmeldename", "nutzername", "nomdutilisateur", "utilisateur", "identifiant", "nombredeusuario", "usuario", "nomeutente", "utente", "usuário", "nomedeusuário", "nomedeusuario", "gebruikersnaam", "nazwaużytkownika", "użytkownik", "имяпользователя", "пользователь", "логин", "用户名", "账号", "帳號", "ユーザー名", "ユーザーid", "ユーザ名"]),
    (ColumnRole::Password, &["passwort", "kennwort", "motdepasse", "contraseña", "contrasena", "clave", "parola", "senha", "wachtwoord", "hasło", "haslo", "пароль", "密码", "密碼", "パスワード", "пароли", "lösenord", "adgangskode", "passord", "salasana", "heslo", "jelszó"]),
    (ColumnRole::Notes, &["notiz", "notizen", "anmerkung", "anmerkungen", "bemerkung", "bemerkungen", "kommentar", "remarque", "remarques", "commentaire", "commentaires", "nota", "notas", "opmerkingen", "notitie", "notities", "uwagi", "notatki", "заметки", "примечание", "комментарий", "备注", "備註", "メモ"]),
    (ColumnRole::Folder, &["ordner", "gruppe", "kategorie", "dossier", "groupe", "catégorie", "carpeta", "grupo", "categoría", "cartella", "gruppo", "pasta", "map", "groep", "grupa", "группа", "папка", "分组", "文件夹", "フォルダ", "フォルダー"]),
];
