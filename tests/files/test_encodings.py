"""Encodings found from bytes alone: sentences that people write, in the encodings that they are met in."""

from __future__ import annotations

import pytest

from tui.files.encodings import MET, TITLES, detect, known

SENTENCES = {
    "zh-hans": (
        ("gb18030",),
        [
            "月之暗面完成新一轮融资，估值约33亿美元。",
            "智谱华章宣布开源新一代大模型",
            "字节跳动旗下豆包的日活跃用户突破一亿",
            "腾讯控股有限公司",
            "阿里巴巴集团控股",
            "北京百度网讯科技有限公司",
            "据知情人士透露，该公司正在洽谈收购",
            "商汤科技",
            "上海稀宇科技",
            "深度求索",
        ],
    ),
    "zh-hant": (
        ("big5",),
        [
            "台灣積體電路製造股份有限公司公布第三季財報",
            "騰訊元寶的月活躍用戶數創新高",
            "鴻海精密與輝達合作興建人工智慧工廠",
            "聯發科技股份有限公司",
            "據知情人士透露，這輪募資的估值約為五十億美元",
            "香港金融管理局",
            "廣達電腦",
            "華碩",
            "長江和記實業有限公司",
            "國泰金控",
        ],
    ),
    "ja": (
        ("cp932", "euc_jp"),
        [
            "東京電力ホールディングス株式会社",
            "ソフトバンクグループはOpenAIに追加出資すると発表した。",
            "トヨタ自動車",
            "売上高は前年同期比で二割増えた",
            "日本製鉄による買収が承認された",
            "楽天グループ",
            "人工知能の利用者数が急増している",
            "サイバーエージェント",
            "株式会社プリファードネットワークス",
            "任天堂",
        ],
    ),
    "ko": (
        ("euc_kr",),
        [
            "삼성전자는 올해 인공지능 반도체 매출이 크게 늘었다고 밝혔다.",
            "네이버",
            "카카오",
            "엘지전자 주식회사",
            "현대자동차그룹",
            "월간 활성 이용자 수가 천만 명을 넘어섰다",
            "에스케이하이닉스",
            "투자 유치 금액은 공개하지 않았다",
            "업스테이지",
            "서울특별시 강남구",
        ],
    ),
    "ru": (
        ("cp1251", "koi8_r", "cp866"),
        [
            "Яндекс объявил о выручке за третий квартал",
            "Сбербанк",
            "Компания привлекла инвестиции на сумму пять миллионов долларов",
            "Лаборатория Касперского",
            "Число пользователей выросло на треть",
            "Москва",
            "Санкт-Петербург",
            "Ростелеком",
            "Генеральный директор покинул компанию",
            "ВКонтакте",
        ],
    ),
    "uk": (
        ("cp1251",),
        [
            "Українська компанія залучила інвестиції",
            "Київ",
            "Львівський офіс їхньої групи",
            "Приватбанк",
            "Кількість користувачів зросла",
            "Нова пошта",
            "Міністерство цифрової трансформації України",
            "Гендиректор пішов з посади",
        ],
    ),
    "th": (
        ("cp874",),
        [
            "บริษัทประกาศระดมทุนรอบใหม่",
            "ธนาคารกสิกรไทย",
            "กรุงเทพมหานคร",
            "จำนวนผู้ใช้เพิ่มขึ้นหนึ่งในสาม",
            "เชียงใหม่",
            "ประธานเจ้าหน้าที่บริหารลาออก",
            "ปูนซิเมนต์ไทย",
            "ภูเก็ต",
        ],
    ),
    "el": (
        ("cp1253",),
        [
            "Η εταιρεία ανακοίνωσε νέα χρηματοδότηση",
            "Εθνική Τράπεζα της Ελλάδος",
            "Αθήνα",
            "Θεσσαλονίκη",
            "Οι ενεργοί χρήστες αυξήθηκαν κατά ένα τρίτο",
            "Όμιλος Τηλεπικοινωνιών",
            "Δημόσια Επιχείρηση Ηλεκτρισμού",
            "Ο διευθύνων σύμβουλος αποχώρησε",
        ],
    ),
    "tr": (
        ("cp1254",),
        [
            "Şirket yeni yatırım aldığını açıkladı",
            "Türkiye İş Bankası",
            "İstanbul",
            "Kullanıcı sayısı üçte bir oranında arttı",
            "Koç Holding",
            "Eczacıbaşı",
            "Genel müdür görevinden ayrıldı",
            "Çanakkale Boğazı",
        ],
    ),
    "he": (
        ("cp1255",),
        [
            "החברה הודיעה על סבב גיוס חדש",
            "בנק הפועלים",
            "תל אביב",
            "מספר המשתמשים גדל בשליש",
            "התעשייה האווירית",
            "המנכ״ל עזב את החברה",
            "חיפה",
            "ירושלים",
        ],
    ),
    "ar": (
        ("cp1256",),
        [
            "أعلنت الشركة عن جولة تمويل جديدة",
            "أرامكو السعودية",
            "الرياض",
            "ارتفع عدد المستخدمين بمقدار الثلث",
            "مصرف الراجحي",
            "غادر الرئيس التنفيذي منصبه",
            "دبي",
            "شركة الاتصالات",
        ],
    ),
    "pl": (
        ("cp1250", "cp852"),
        [
            "Spółka ogłosiła nową rundę finansowania",
            "Powszechna Kasa Oszczędności",
            "Łódź",
            "Kraków",
            "Liczba użytkowników wzrosła o jedną trzecią",
            "Grupa Żabka",
            "Prezes odszedł ze stanowiska",
            "Gdańsk",
        ],
    ),
    "cs": (
        ("cp1250", "cp852"),
        [
            "Společnost oznámila nové kolo financování",
            "Česká spořitelna",
            "Plzeň",
            "Počet uživatelů vzrostl o třetinu",
            "Škoda Auto",
            "Ředitel odešel z funkce",
            "Brno",
            "Příbram",
        ],
    ),
    "hu": (
        ("cp1250",),
        [
            "A társaság új finanszírozási kört jelentett be",
            "Győr",
            "Székesfehérvár",
            "A felhasználók száma egyharmaddal nőtt",
            "Magyar Nemzeti Bank",
            "Az ügyvezető távozott",
            "Hódmezővásárhely",
            "Pénzügyminisztérium",
        ],
    ),
    "de": (
        ("cp1252",),
        [
            "Köln",
            "München",
            "Die Gesellschaft kündigte eine neue Finanzierungsrunde an",
            "Schwäbisch Gmünd",
            "Geschäftsführer verließ das Unternehmen",
            "Straße der Nationen",
            "Süddeutsche Zeitung",
            "Vermögensübersicht – 5 €",
        ],
    ),
    "fr": (
        ("cp1252",),
        [
            "La société a annoncé une nouvelle levée de fonds",
            "Besançon",
            "Société Générale",
            "Le nombre d’utilisateurs a augmenté d’un tiers",
            "Crédit agricole",
            "Orléans",
            "Le directeur général a quitté l’entreprise",
            "Élysée",
        ],
    ),
    "es": (
        ("cp1252",),
        [
            "La compañía anunció una nueva ronda de financiación",
            "Coruña",
            "Telefónica",
            "El número de usuarios creció un tercio",
            "Ibáñez y Muñoz",
            "Córdoba",
            "El consejero delegado dejó la empresa",
            "¿Quién compró?",
        ],
    ),
    "pt": (
        ("cp1252",),
        [
            "A empresa anunciou uma nova rodada de investimento",
            "São Paulo",
            "Itaú Unibanco",
            "O número de usuários cresceu um terço",
            "Construção",
            "João Pessoa",
            "O presidente deixou a companhia",
            "Ações",
        ],
    ),
    "sv": (
        ("cp1252",),
        [
            "Bolaget meddelade en ny finansieringsrunda",
            "Göteborg",
            "Malmö",
            "Antalet användare ökade med en tredjedel",
            "Försäkringsbolaget",
            "Skärholmen",
            "Vd:n lämnade bolaget",
            "Örebro",
        ],
    ),
}
ENCODINGS = [(language, encoding) for language, (encodings, _) in SENTENCES.items() for encoding in encodings]


def table(language: str, rows: int, first: int = 0) -> str:
    """A table with the sentences of a language in two columns."""
    lines = SENTENCES[language][1]
    cells = [lines[(first + n) % len(lines)].replace(",", ";") for n in range(2 * rows)]
    return "name,note,amount\n" + "".join(f"{cells[n]},{cells[-1 - n]},{n * 37 % 1000}\n" for n in range(rows))


def read(text: str, encoding: str) -> str:
    raw = text.encode(encoding)
    return raw.decode(detect(raw).name)


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
@pytest.mark.parametrize("rows", [3, 10, 60])
def test_a_table_reads_as_it_was_written(language: str, encoding: str, rows: int) -> None:
    for first in range(len(SENTENCES[language][1])):
        text = table(language, rows, first)
        assert read(text, encoding) == text


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_one_row_is_mostly_enough(language: str, encoding: str) -> None:
    """A word or two may be one of another language: `Győr` is `Gyõr` where ő was never met."""
    lines = SENTENCES[language][1]
    right = sum(read(text, encoding) == text for text in (table(language, 1, first) for first in range(len(lines))))
    assert right >= len(lines) - 2


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_a_character_cut_at_the_end_does_not_matter(language: str, encoding: str) -> None:
    raw = table(language, 20).encode(encoding)
    expected = detect(raw).name
    for cut in range(1, 4):
        assert detect(raw[:-cut], whole=False).name == expected


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_a_damaged_byte_does_not_matter(language: str, encoding: str) -> None:
    raw = table(language, 20).encode(encoding)
    assert detect(raw[:40] + b"\xff" + raw[41:]).name == detect(raw).name


def test_signs_alone_are_those_of_windows() -> None:
    text = "name,price\nSmith’s,5 €\n“A” – B,½\n"
    assert read(text, "cp1252") == text


def test_few_words_are_read_by_the_letters_that_tell() -> None:
    assert read("şehir,n\nİstanbul,1\n", "cp1254") == "şehir,n\nİstanbul,1\n"
    assert read("prix,n\n5 €,1\nOrléans,2\n", "iso8859_15") == "prix,n\n5 €,1\nOrléans,2\n"
    assert read("名前,数\n東京,1\n", "iso2022_jp") == "名前,数\n東京,1\n"


def test_what_is_no_text_of_any_language_is_damaged_utf8() -> None:
    assert detect(b"name,n\nA,1\nB\xff,2\n").name == "utf-8"
    assert detect("公司,数\n月之暗面,1\n".encode() * 20 + b"\xff\xfe\n").name == "utf-8"


def test_a_late_line_is_found_in_much_ascii() -> None:
    late = b"name,n\n" + b"plain,1\n" * 100_000 + "Köln,2\nMünchen,3\n".encode("cp1252")
    assert detect(late).name == "cp1252"


def test_every_encoding_that_is_found_has_a_title_and_a_codec() -> None:
    for name in MET.values():
        assert name in TITLES
        assert known(name)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("GBK", "gb18030"), ("Big5", "big5hkscs"), ("Shift_JIS", "cp932"), ("windows-1251", "cp1251"), ("UTF8", "utf-8")],
)
def test_encodings_are_known_by_the_names_that_people_use(name: str, codec: str) -> None:
    assert known(name) == codec


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(LookupError):
        known("klingon")


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["название,город\nЯблоко,Екатеринбург\n" * 9, "公司,城市\n智谱,北京\n", "a,b\n1,2\n"])
def test_wide_characters_are_known_without_a_mark(name: str, text: str) -> None:
    assert detect(text.encode(name)).name == name


def test_bytes_of_a_program_are_no_wide_characters() -> None:
    assert detect(bytes(range(256)) * 8 + b"\n\x00").name not in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("name", ["cp1250", "iso8859-2"])
@pytest.mark.parametrize(
    "text",
    ["nazwa,miasto\nJabłko,Łódź\nŚliwka,Kraków\nGęś,Gdańsk\n", "jméno,město\nJiří,Plzeň\nŽofie,Brno\nŠtěpán,Ústí\n"],
)
def test_both_encodings_of_central_europe_are_told_apart(name: str, text: str) -> None:
    assert text.encode(name).decode(detect(text.encode(name)).name) == text
