"""Common given and family names by origin; every combination is drawn by chance and means nobody."""

from random import Random
from typing import NamedTuple


class Origin(NamedTuple):
    """Names, languages and weight of one nationality among the participants."""

    code: str
    weight: int
    languages: tuple[str, ...]
    family: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    female_ending: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


# Weights as recommended for Brandenburg (Ausreisepflichtige by nationality, asylum intake 2023).
ORIGINS: tuple[Origin, ...] = (
    Origin(
        "RU",
        22,
        ("ru", "ru", "ce"),
        _words(
            "Achmadow Alijew Baschirow Chalilow Dimajew Gadijew Issajew Jachjajew Magomadow Mussajew Nurow"
            " Saidow Tagirow Umarow Wachabow Iwanow Sokolow Petuchow"
        ),
        _words(
            "Adam Alichan Anzor Artur Aslan Bislan Dmitri Ilja Islam Magomed Rustam Ruslan Selimchan Timur"
        ),
        _words("Aischat Aminat Elina Larissa Madina Malika Natalja Olga Raissa Sarema Swetlana Tamila"),
        female_ending="a",
    ),
    Origin(
        "AF",
        14,
        ("prs", "prs", "prs", "ps"),
        _words(
            "Ahmadi Akbari Amiri Faizi Haidari Hakimi Hashimi Karimi Mohammadi Nazari Noori Qasimi Rahimi"
            " Rezai Sharifi Wardak Yusufi Zadran"
        ),
        _words("Ahmad Farid Hamid Idris Jawad Mustafa Nasir Omid Rafi Reza Sami Tamim Zabihullah"),
        _words("Farzana Freshta Laila Maryam Nilofar Parwana Sadaf Shabnam Zahra Zainab"),
    ),
    Origin(
        "SY",
        12,
        ("ar", "ar", "ar", "kmr"),
        _words(
            "al-Ahmad al-Masri al-Chatib al-Najjar Darwisch Haddad Hamdan Ibrahim Khalil Mansour Nasser"
            " Qasim Sabbagh Schahin Younes Zaidan"
        ),
        _words("Ahmad Ali Bassam Ghassan Khaled Mahmoud Mohamad Nour Omar Samer Tarek Yousef"),
        _words("Amina Asma Fatima Hanan Huda Lamia Mariam Nour Rana Samira Yasmin"),
    ),
    Origin(
        "CM",
        10,
        ("fr", "fr", "en"),
        _words("Abena Atangana Ekambi Fotso Kamga Mbarga Ndongo Ngono Nguemo Njoya Talla Tchoupo"),
        _words("Alain Blaise Christian Emmanuel Franck Hervé Jean-Pierre Landry Serge Thierry"),
        _words("Aïcha Bernadette Chantal Estelle Florence Mireille Nadège Solange"),
    ),
    Origin(
        "IQ",
        8,
        ("ckb", "ar", "kmr"),
        _words("Aziz Elias Hassan Jabbar Karim Khalaf Mahmood Majid Murad Rashid Saeed Salih Shekho"),
        _words("Azad Dilshad Haidar Hiwa Karwan Rebin Saman Sarkawt Sardar Zana"),
        _words("Awin Chnar Jwan Nasrin Shilan Tara Zina"),
    ),
    Origin(
        "TR",
        7,
        ("tr", "kmr"),
        _words("Aydın Çelik Çetin Demir Doğan Güneş Kaya Kılıç Öztürk Özdemir Şahin Yıldız Yılmaz"),
        _words("Ahmet Baran Emre Hasan İbrahim Mehmet Mustafa Serhat Welat"),
        _words("Ayşe Berivan Elif Emine Gülşen Hatice Rojda Zeynep"),
    ),
    Origin(
        "PK",
        5,
        ("ur", "pa", "en"),
        _words("Akhtar Butt Chaudhry Hussain Iqbal Mahmood Malik Mirza Rafiq Siddiqui"),
        _words("Adnan Asif Bilal Faisal Kashif Nadeem Tariq Usman Waqas"),
        _words("Bushra Farah Nadia Rabia Saima Sana"),
    ),
    Origin(
        "VN",
        4,
        ("vi",),
        _words("Bùi Đặng Đỗ Hoàng Hồ Lê Nguyễn Phạm Trần Vũ"),
        _words("Văn_Minh Đức Hùng Quang Tuấn Văn_Nam"),
        _words("Hương Mai Ngọc Thị_Hoa Thị_Lan Thu"),
    ),
    Origin(
        "KE",
        4,
        ("sw", "en"),
        _words("Kamau Kariuki Kiplagat Mutua Mwangi Njoroge Omondi Otieno"),
        _words("Brian Daniel James Joseph Kevin Peter Samuel"),
        _words("Ann Esther Faith Grace Mercy Purity Ruth"),
    ),
    Origin(
        "IR",
        4,
        ("fa",),
        _words("Bahrami Ebrahimi Ghorbani Hosseini Jafari Moradi Nazari Rostami Sadeghi Tehrani"),
        _words("Amir Arash Babak Behnam Dariusch Kaveh Mehdi Navid Reza"),
        _words("Azadeh Elham Fariba Leila Maryam Nasrin Parisa Shirin"),
    ),
    Origin(
        "GE",
        2,
        ("ka", "ru"),
        _words("Beridse Gelaschwili Kapanadse Lomidse Tsiklauri"),
        _words("Davit Giorgi Levan Nodar Zurab"),
        _words("Eka Nino Salome Tamar"),
    ),
    Origin(
        "XK",
        1,
        ("sq",),
        _words("Berisha Gashi Krasniqi Morina Shala"),
        _words("Agron Besnik Driton Valon"),
        _words("Albana Drita Vjosa"),
    ),
    Origin(
        "RS",
        1,
        ("sr", "rom"),
        _words("Jovanović Nikolić Petrović Stojković"),
        _words("Dragan Goran Milan"),
        _words("Jelena Snežana Vesna"),
    ),
    Origin(
        "SO",
        2,
        ("so",),
        _words("Abdi Ali_Nuur Farah Hassan_Warsame Jama"),
        _words("Abdirahman Liban Mahad Yasin"),
        _words("Ayaan Hodan Ifrah Sagal"),
    ),
    Origin(
        "ER",
        2,
        ("ti",),
        _words("Gebremedhin Habte Tekle Tesfay Woldu"),
        _words("Abel Dawit Filmon Yonas"),
        _words("Helen Luwam Selam"),
    ),
    Origin(
        "IN",
        2,
        ("pa", "hi"),
        _words("Gill Sandhu Sharma Singh Verma"),
        _words("Amandeep Gurpreet Harjit Rajesh"),
        _words("Jaspreet Simran Sunita"),
    ),
)

BY_CODE = {origin.code: origin for origin in ORIGINS}


def draw_name(rng: Random, origin: Origin, gender: str) -> tuple[str, str]:
    """Family and given name; people who are neither man nor woman get one of either list."""
    women = gender == "w" or (gender != "m" and rng.random() < 0.5)
    family = rng.choice(origin.family) + (origin.female_ending if women else "")
    return family, rng.choice(origin.women if women else origin.men)
