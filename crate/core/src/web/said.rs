//! What a page says in words of a form that was just sent: that a sign-in failed, or that a password was changed.
//!
//! A site may answer a wrong password as it answers a right one, and take its field away; another shows the field for a
//! new password again when the old one is changed. Then only words tell. They are read sentence by sentence, of each its
//! first 160 characters, in English and eleven languages more. What is not said plainly counts as nothing said.

use crate::web::hints::{CODE, Concepts, OTP, PASSWORD, SECURITY_CODE, SIGN_IN, USERNAME};
use crate::web::words;

/// Most characters of all that are read.
const MAX_CHARS: usize = 4_000;

/// What is wrong with a user name, a password or a sign-in that the same sentence speaks of.
const WRONG: &str = "wrong|incorrect|invalid|not valid|not correct|not right|isn t right|not recogni|don t recogni|didn t recogni|n t match|not match| no match| mismatch|not found| no such |n t exist|not exist|n t find| unknown|not find|n t verify|not verify| too many | bad |zu viele|trop de |demasiado|muitas tentativas|troppi|te veel|zbyt wiele|cok fazla|слишком много|多すぎ|过多|太多|falsch|ungultig|nicht korrekt|nicht richtig|inkorrekt|stimmt nicht|stimmen nicht|nicht gefunden|unbekannt|errone|mauvais|pas valide|ne correspond|inconnu|introuvable|no valid|no es valid|no son valid|no es correct|no son correct|equivocad|no coincide|no exist|incorret| errad|nao confere|nao correspond|nao encontrad|nao exist| errat|non valid|non corrett|non e corrett|non sono corrett|sbagliat|non corrispond|non trovat|non esist|onjuist|ongeldig|verkeerd|klopt niet|kloppen niet|niet juist|niet correct|komen niet overeen|komt niet overeen|onbekend|nieprawidlow|niepoprawn| bledn| zle |nie istnieje|hatali|yanlis|gecersiz|eslesm|uyusm|bulunamad|неверн|неправильн|ошибочн|не подход|не совпада|не найден|не существ|正しくあり|間違|違い|違っ|誤り|一致しま|無効|错误|錯誤|錯误|不正确|不正確|有误|有誤|不匹配|不存在|无效|無效|felaktig|forkert|ugyldig|nespravn|chybn|vaara|hibas|gresit";

/// A sign-in that failed, whatever the rest of the sentence says.
const FAILED: &str = "login failed|login was unsuccessful|log in was unsuccessful|sign in was unsuccessful|no account found|no account with|log in failed|logon failed|sign in failed|signin failed|login error|login unsuccessful|authentication failed|authentication error|unable to log|unable to sign|not log you in|t log you in|not sign you in|t sign you in|access denied|anmeldung fehlgeschlagen|anmeldung ist fehlgeschlagen|login fehlgeschlagen|anmeldung nicht moglich|anmeldung war nicht|zugriff verweigert|connexion impossible|echec de la connexion|echec de connexion|echec de l authentif|authentification a echoue|connexion a echoue|acces refuse|inicio de sesion fallid|sesion ha fallado|error al iniciar|error de autentic|autenticacion fallida|acceso denegado|falha no login|falha na autentic|falha ao entrar|erro ao entrar|acesso negado|accesso negato|accesso non riuscito|accesso fallito|login fallito|autenticazione fallita|autenticazione non riuscita|inloggen mislukt|aanmelden mislukt|inloggen is mislukt|toegang geweigerd|logowanie nie powiod|blad logowania|nie udalo sie zalog|odmowa dostepu|giris basarisiz|giris yapilamad|erisim engellend|ошибка входа|ошибка авторизац|ошибка аутентиф|не удалось войти|вход не выполнен|доступ запрещ|ログインに失敗|ログインできま|認証に失敗|登录失败|登錄失敗|登入失败|登入失敗|认证失败|驗證失敗|验证失败";

/// What else a page may speak of after a sign-in that went well: an earlier one, the device, a code that comes after the
/// password.
const ASIDE: &str = " since | last |letzte|derniere|ultimo|ultima|laatste|ostatni|последн|前回|上次| device|location| browser|gerat|geraet| ort |appareil|lieu |navigateur|dispositivo|ubicacion|navegador|localiza|aparelho|posizione|apparaat|locatie|urzadzen|przegladark|cihaz|konum|устройств|браузер|デバイス|端末|ブラウザ|设备|裝置|浏览器| ip | captcha|robot";

/// A password that was changed.
const CHANGED: &str = " success| password changed| password updated| password saved| been changed| been updated| been reset| been saved| was changed| was updated|erfolgreich|wurde geandert|wurde aktualisiert|wurde gespeichert| succes|ete modifie|ete change|ete mis a jour|ete enregistre| exito| correctamente|ha sido cambiad|ha sido actualizad|se ha cambiad|se ha actualizad| sucesso|foi alterad|foi atualizad|alterada com|e stata aggiornat|e stata modificat|e stata cambiat| is gewijzigd| is bijgewerkt| succesvol|zostalo zmienion|pomyslnie|zmieniono|basariyla|degistirildi|guncellendi|успешно| изменен| обновлен|変更しました|変更されました|更新しました|更新されました|成功|已更改|已修改|已更新";

/// What turns a sentence round, or tells of what is yet to come.
const NOT: &str = " not | once | after | when | if | to change| to update| must | should |wenn |sobald |nachdem | falls | muss |lorsque | apres | doit |pour changer| cuando | despues | debe |para cambiar| quando | depois | deve |para alterar| dopo |per cambiare| wanneer | nadat | moet | gdy | musi |sonra |когда|после|чтобы|必要|場合|如果|以后|n t | nicht | kein| pas | ne | nao | non | niet | geen | nie | не |ません|未";

/// Whether the words of a page that shows no field for a password say that the sign-in before it failed; a line ends a sentence.
pub fn says_failed(text: &str) -> bool {
    says(text, |folded, concepts| {
        let of_login = concepts & (PASSWORD | USERNAME | SIGN_IN) != 0 || folded.contains("credential");
        let of_code = concepts & (OTP | CODE | SECURITY_CODE) != 0;
        let is_wrong = holds(FAILED, folded) || holds(WRONG, folded) && of_login;
        is_wrong && !of_code && !holds(ASIDE, folded)
    })
}

/// Whether the words of a page that shows the field for a new password once more say that the password was changed.
pub fn says_changed(text: &str) -> bool {
    says(text, |folded, concepts| {
        let is_other = holds(WRONG, folded) || holds(FAILED, folded) || holds(NOT, folded) || holds(ASIDE, folded);
        concepts & PASSWORD != 0 && holds(CHANGED, folded) && !is_other
    })
}

/// Whether a sentence of the text, folded and with what it speaks of, is such a one.
fn says(text: &str, is_meant: impl Fn(&str, Concepts) -> bool) -> bool {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let is_end = |sign: char| matches!(sign, '.' | '!' | '?' | '\n' | '\r' | '。' | '！' | '？' | ';');
    let read = text.get(..end).unwrap_or_default();
    read.split(is_end)
        .any(|sentence| is_meant(&words::fold(sentence, false), words::concepts(sentence)))
}

fn holds(list: &str, folded: &str) -> bool {
    list.split('|').any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_sign_in_is_understood_in_many_languages() {
        for text in [
            "Invalid username or password.",
            "The password you entered is incorrect. Please try again.",
            "Sorry, that password isn't right",
            "Username and password do not match",
            "Bad credentials",
            "Invalid login attempt.",
            "Login failed",
            "We couldn’t sign you in",
            "User name not found",
            "Too many failed login attempts",
            "Your login was unsuccessful",
            "We could not verify your credentials",
            "No account found with that e-mail address",
            "This user name doesn't exist",
            "Benutzername oder Passwort falsch",
            "Das Kennwort stimmt nicht.",
            "Anmeldung fehlgeschlagen",
            "Mot de passe incorrect",
            "Identifiant ou mot de passe invalide",
            "Échec de la connexion",
            "Contraseña incorrecta",
            "El usuario o la contraseña no son válidos",
            "Senha incorreta",
            "Usuário ou senha inválidos",
            "Password errata",
            "Nome utente o password non corretti",
            "Onjuist wachtwoord",
            "Nieprawidłowe hasło",
            "Hatalı şifre",
            "Неверный логин или пароль",
            "パスワードが正しくありません。",
            "密码错误",
            "用户名或密码不正确",
            "登录失败",
        ] {
            assert!(says_failed(text), "{text}");
        }
    }

    #[test]
    fn what_a_page_says_after_a_good_sign_in_is_no_refusal() {
        for text in [
            "Welcome back, Ada!",
            "You are signed in. Sign out",
            "2 failed login attempts since your last visit",
            "Your password was changed.",
            "Change password",
            "Invalid voucher. Enter your password to go on.",
            "Page not found",
            "Authentication failed: wrong code",
            "The login code you entered is invalid",
            "Der Anmeldecode ist ungültig",
            "Two-factor authentication failed. Enter the code again",
            "New sign-in from an unknown device",
            "You're signing in from a device we don't recognize",
            "Neue Anmeldung von einem unbekannten Gerät",
            "Connexion depuis un appareil inconnu",
            "Best matches Login settings Logout",
            "Log in to your account existing customers",
            "Item does not exist",
            "Your e-mail address is not verified yet",
            "Willkommen! Passwort ändern. Unbekannt verzogen?",
            "密码已更改",
            "",
        ] {
            assert!(!says_failed(text), "{text}");
        }
    }

    #[test]
    fn a_password_that_was_changed_is_understood_in_many_languages() {
        for text in [
            "Password successfully changed.",
            "Your password has been updated",
            "Password changed!",
            "Ihr Passwort wurde geändert.",
            "Votre mot de passe a été modifié",
            "Su contraseña ha sido actualizada",
            "Senha alterada com sucesso",
            "La password è stata aggiornata",
            "Uw wachtwoord is gewijzigd",
            "Hasło zostało zmienione",
            "Şifreniz başarıyla değiştirildi",
            "Пароль успешно изменён",
            "パスワードを変更しました。",
            "密码修改成功",
        ] {
            assert!(says_changed(text), "{text}");
            assert!(!says_failed(text), "{text}");
        }
    }

    #[test]
    fn a_password_that_stayed_is_not_taken_for_changed() {
        for text in [
            "Your password was not changed.",
            "The password could not be changed",
            "Your password must be changed every 90 days",
            "Once your password has been changed you will be signed out everywhere",
            "To change your password successfully, use 12 characters",
            "Wenn Ihr Passwort erfolgreich geändert wurde, melden Sie sich neu an",
            "Your password was last changed in May",
            "Change password",
            "The old password was entered incorrectly. Please enter it again.",
            "Your profile was updated. Password",
            "Das Passwort wurde nicht geändert",
            "密码未成功更改",
            "",
        ] {
            assert!(!says_changed(text), "{text}");
        }
    }

    #[test]
    fn words_are_written_as_text_is_folded() {
        for list in [WRONG, FAILED, ASIDE, CHANGED, NOT] {
            for word in list.split('|') {
                assert_eq!(words::fold(word, false).trim(), word.trim(), "this can never be found");
                assert!(word.len() >= 3, "`{word}` is found everywhere");
            }
        }
    }

    #[test]
    fn of_a_long_text_the_beginning_is_read() {
        assert!(says_failed(&format!("{}. Wrong password", "ä".repeat(3_900))));
        assert!(!says_failed(&format!("{}. Wrong password", "ä".repeat(4_000))));
    }
}
