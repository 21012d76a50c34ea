//! What the options of a list tell: countries, states, dialling codes.
//!
//! Lists often carry no name but "Region" or "Select"; what stands in them is surer than any label. Names that begin
//! such lists in many languages are enough, since only the first options are known. It knows the list alone, not the
//! field around it.

use std::sync::LazyLock;

use crate::api::Role;
use crate::web::words::fold;

/// Longer options, in bytes, are no names.
const MAX_LEN: usize = 80;

static KNOWN_COUNTRIES: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(COUNTRIES));
static KNOWN_STATES: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(STATES));

fn sorted(names: &'static str) -> Vec<&'static str> {
    let mut sorted: Vec<&str> = names.split('|').collect();
    sorted.sort_unstable();
    sorted
}

/// Names of countries as they stand near the top of lists, folded.
const COUNTRIES: &str = "afghanistan|aland islands|albania|algeria|american samoa|andorra|angola|anguilla|antarctica|antigua and barbuda|argentina|armenia|aruba|australia|austria|azerbaijan|bahamas|bahrain|bangladesh|barbados|belarus|belgium|belize|brazil|bulgaria|canada|chile|china|colombia|croatia|cyprus|czech republic|czechia|denmark|egypt|estonia|finland|france|germany|greece|hong kong|hungary|iceland|india|indonesia|ireland|israel|italy|japan|latvia|lithuania|luxembourg|malaysia|mexico|netherlands|new zealand|nigeria|norway|pakistan|philippines|poland|portugal|romania|russia|saudi arabia|singapore|slovakia|slovenia|south africa|south korea|spain|sweden|switzerland|taiwan|thailand|turkey|ukraine|united arab emirates|united kingdom|united states|united states of america|usa|uk|us|vietnam|agypten|albanien|algerien|argentinien|armenien|australien|belgien|bosnien und herzegowina|brasilien|bulgarien|danemark|deutschland|estland|finnland|frankreich|griechenland|grossbritannien|irland|italien|niederlande|osterreich|schweiz|spanien|vereinigte staaten|vereinigtes konigreich|afrique du sud|albanie|algerie|allemagne|andorre|angleterre|arabie saoudite|argentine|armenie|australie|autriche|belgique|bresil|espagne|etats unis|italie|maroc|pays bas|royaume uni|suisse|tunisie|afganistan|alemania|arabia saudita|argelia|belgica|bolivia|brasil|costa rica|ecuador|espana|estados unidos|francia|peru|reino unido|uruguay|venezuela|afeganistao|africa do sul|alemanha|franca|espanha|holanda|germania|grecia|italia|paesi bassi|regno unito|spagna|stati uniti|svizzera|belgie|duitsland|frankrijk|nederland|verenigd koninkrijk|verenigde staten|belgia|francja|niemcy|polska|czechy|wielka brytania|almanya|amerika birlesik devletleri|fransa|turkiye|австралия|австрия|азербайджан|албания|алжир|армения|беларусь|бельгия|германия|грузия|казахстан|россия|сша|украина|アイスランド|アイルランド|アフガニスタン|アメリカ|アメリカ合衆国|イギリス|オーストラリア|日本|中国|中國|美国|美國|英国|韩国|香港|台湾|阿富汗|阿尔巴尼亚|阿根廷|澳大利亚";
/// Names of states and provinces as they stand near the top of lists, folded.
const STATES: &str = "alabama|alaska|arizona|arkansas|armed forces americas|armed forces europe|armed forces pacific|california|colorado|connecticut|delaware|district of columbia|florida|hawaii|idaho|illinois|indiana|al|ak|az|ar|ca|co|ct|dc|fl|ga|hi|alberta|british columbia|manitoba|new brunswick|newfoundland|newfoundland and labrador|northwest territories|nova scotia|nunavut|ontario|ab|bc|mb|nb|nl|ns|nt|nu|australian capital territory|new south wales|northern territory|queensland|south australia|tasmania|victoria|act|nsw|qld|sa|tas|vic|baden wurttemberg|bayern|berlin|brandenburg|bremen|hamburg|hessen|mecklenburg vorpommern|niedersachsen|andhra pradesh|arunachal pradesh|assam|bihar|chhattisgarh|delhi|goa|gujarat|haryana|acre|alagoas|amapa|amazonas|bahia|ceara|distrito federal|espirito santo|goias|aguascalientes|baja california|baja california sur|campeche|chiapas|chihuahua|coahuila|a coruna|alava|albacete|alicante|almeria|asturias|avila|badajoz|agrigento|alessandria|ancona|aosta|arezzo|ascoli piceno|asti|avellino|bari|adana|adiyaman|afyonkarahisar|agri|aksaray|amasya|ankara|antalya|dolnoslaskie|kujawsko pomorskie|lubelskie|lubuskie|lodzkie|malopolskie|mazowieckie|北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|北京|北京市|天津|天津市|河北|河北省|山西省";

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Countries.
    Countries,
    /// States or provinces.
    States,
    /// Dialling codes without the countries' names.
    DiallingCodes,
    /// Countries with their dialling codes, which choose either.
    CountriesWithCodes,
}

/// The role of such a list and how much that weighs; countries with their codes are a telephone number's if the list is.
pub fn role_of(options: &[String], is_of_tel: bool) -> Option<(Role, u32)> {
    Some(match held(options)? {
        Holds::States => (Role::AddressLevel1, 12),
        Holds::CountriesWithCodes if is_of_tel => (Role::TelCountryCode, 12),
        Holds::Countries | Holds::CountriesWithCodes => (Role::Country, 12),
        Holds::DiallingCodes => (Role::TelCountryCode, 16),
    })
}

/// What the options are, if four or more of them (or most of a short list) are such names.
fn held(options: &[String]) -> Option<Holds> {
    let codes = || options.iter().filter(|option| is_dialling_code(option));
    let enough =
        |count: usize| count >= 4 || (count >= 2 && count.saturating_mul(4) >= options.len().saturating_mul(3));
    if enough(codes().count()) {
        let named = codes().filter(|option| option.chars().filter(|sign| sign.is_alphabetic()).count() >= 3);
        return Some(if enough(named.count()) {
            Holds::CountriesWithCodes
        } else {
            Holds::DiallingCodes
        });
    }
    let (mut countries, mut states) = (0_usize, 0_usize);
    for option in options.iter().filter(|option| option.len() <= MAX_LEN) {
        // "AL - Alabama", "Deutschland (Germany)" and the like are known by either part.
        let pieces = option
            .splitn(3, ['-', '(', '–', '/', ','])
            .map(|piece| fold(piece, false));
        let folded: Vec<String> = core::iter::once(fold(option, false)).chain(pieces).collect();
        let known = |list: &[&str]| folded.iter().any(|name| list.binary_search(&name.trim()).is_ok());
        countries = countries.saturating_add(usize::from(known(&KNOWN_COUNTRIES)));
        states = states.saturating_add(usize::from(known(&KNOWN_STATES)));
    }
    if countries >= states && enough(countries) {
        Some(Holds::Countries)
    } else {
        enough(states).then_some(Holds::States)
    }
}

/// "+49", "Germany (+49)", "0049".
fn is_dialling_code(option: &str) -> bool {
    let after = |sign: &str| option.split(sign).nth(1).map(str::trim_start);
    [after("+"), after("(00")]
        .into_iter()
        .flatten()
        .any(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(options: &[&str]) -> Option<Holds> {
        held(&options.iter().map(|option| (*option).into()).collect::<Vec<_>>())
    }

    #[test]
    fn lists_are_known_by_what_stands_in_them() {
        assert_eq!(
            told(&["Select…", "Afghanistan", "Albania", "Algeria", "Andorra"]),
            Some(Holds::Countries)
        );
        assert_eq!(told(&["Deutschland", "Österreich", "Schweiz"]), Some(Holds::Countries));
        assert_eq!(
            told(&["", "AL - Alabama", "AK - Alaska", "AZ - Arizona", "AR - Arkansas"]),
            Some(Holds::States)
        );
        assert_eq!(
            told(&["Germany (+49)", "France (+33)", "Spain (+34)", "Italy (+39)"]),
            Some(Holds::CountriesWithCodes)
        );
        assert_eq!(told(&["+49", "+33", "+34", "+39"]), Some(Holds::DiallingCodes));
        assert_eq!(told(&["+49", "+43", "+41"]), Some(Holds::DiallingCodes));
        assert_eq!(
            told(&["", "Italy (+39)", "Malta (+356)", "Peru (+51)"]),
            Some(Holds::CountriesWithCodes)
        );
    }

    #[test]
    fn other_lists_are_not() {
        assert_eq!(told(&["Mr", "Mrs", "Ms", "Dr"]), None);
        assert_eq!(told(&["English", "Deutsch", "Français", "Español"]), None);
        assert_eq!(told(&["United States"]), None);
        assert_eq!(told(&[]), None);
    }
}
