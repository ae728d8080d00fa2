/**
 * Invented people. Forenames and surnames are drawn apart from each other and paired with no regard to
 * where a name comes from: nothing in the exercise makes a name a hint of anything.
 */
import { chance, pick, whole, type Random } from './random.ts'

/** The spellings of one name. The first is how its bearer writes it; one at least is in Latin letters. */
const FORENAMES: readonly (readonly string[])[] = [
  ['Aleksandra', 'Alexandra', 'Alexandra'],
  ['Anton', 'Antoni', 'Антон'],
  ['Beatriz', 'Beatrice', 'Beatris'],
  ['Ceri', 'Kerry', 'Keri'],
  ['Dilnoza', 'Dilnosa'],
  ['Dmitri', 'Dmitry', 'Dimitri', 'Дмитрий'],
  ['Eoin', 'Owen', 'Eoghan'],
  ['Farida', 'Fareeda', 'فريدة'],
  ['Gwen', 'Gwenn', 'Gwendolyn'],
  ['Hamid', 'Hameed', 'حميد'],
  ['Hélène', 'Helene', 'Helen'],
  ['Ines', 'Inês', 'Inez'],
  ['Jacek', 'Jacec', 'Yatsek'],
  ['Joanne', 'Jo-Anne', 'Jo'],
  ['Kaveh', 'Kave', 'کاوه'],
  ['Katya', 'Katia', 'Катя'],
  ['Kwame', 'Kwami'],
  ['Laszlo', 'László', 'Lazlo'],
  ['Leyla', 'Leila', 'Layla', 'ليلى'],
  ['Mairi', 'Màiri', 'Mary'],
  ['Marek', 'Mareck'],
  ['Marcus', 'Markus', 'Marc'],
  ['Michael', 'Mick', 'Mike', 'Micheal'],
  ['Nikola', 'Nicola', 'Никола'],
  ['Noor', 'Nour', 'Nur', 'نور'],
  ['Obinna', 'Obi', 'Obina'],
  ['Olena', 'Elena', 'Олена'],
  ['Patrice', 'Patris'],
  ['Rashid', 'Rasheed', 'Rachid', 'رشيد'],
  ['Rebecca', 'Becky', 'Rebekah'],
  ['Rui', 'Ruy'],
  ['Sean', 'Shaun', 'Shawn', 'Seán'],
  ['Soraya', 'Suraya', 'ثريا'],
  ['Stefan', 'Stephan', 'Ștefan', 'Stephen'],
  ['Tariq', 'Tarik', 'Tareq', 'طارق'],
  ['Thanh', 'Tanh'],
  ['Tomasz', 'Thomas', 'Tomas'],
  ['Ursula', 'Urszula'],
  ['Viktor', 'Victor', 'Віктор'],
  ['Wendy', 'Wendi'],
  ['Xin', 'Hsin'],
  ['Yasmin', 'Jasmine', 'Yasmeen'],
  ['Yusuf', 'Yousef', 'Youssef', 'يوسف'],
  ['Zoë', 'Zoe'],
]

const SURNAMES: readonly (readonly string[])[] = [
  ['Abernethy', 'Abernathy'],
  ['Achebe', 'Achebé'],
  ['Baptiste', 'Batiste'],
  ['Bardhi', 'Bardi'],
  ['Carragher', 'Caragher'],
  ['Çelik', 'Celik', 'Chelik'],
  ['Dang', 'Đặng'],
  ['De Wit', 'Dewit', 'de Witt'],
  ['Dobrev', 'Dobreff', 'Добрев'],
  ['El Amrani', 'El-Amrani', 'Elamrani', 'العمراني'],
  ['Farrow', 'Farrowe'],
  ['Fitzgerald', 'Fitz-Gerald'],
  ['Galloway', 'Gallaway'],
  ['Gashi', 'Gaši'],
  ['Hargreaves', 'Hargraves'],
  ['Hosseini', 'Husseini', 'Hoseini', 'حسینی'],
  ['Iqbal', 'Eqbal', 'اقبال'],
  ['Jansen', 'Janssen', 'Jansson'],
  ['Kaminski', 'Kamiński', 'Kaminsky'],
  ['Kovač', 'Kovac', 'Kovach'],
  ['Lindqvist', 'Lindquist'],
  ['Mac Donnell', 'MacDonnell', 'McDonnell'],
  ['Marchetti', 'Marcetti'],
  ['Mensah', 'Mensa'],
  ['Moreau', 'Moreaux'],
  ['Nakamura', 'Nakamora'],
  ['Novotny', 'Novotný'],
  ["O'Rourke", 'O Rourke', 'ORourke'],
  ['Okonkwo', 'Okonkwoh'],
  ['Orlov', 'Orloff', 'Орлов'],
  ['Pereira', 'Perera', 'Pereyra'],
  ['Popescu', 'Popesku'],
  ['Quigley', 'Quigly'],
  ['Rahmani', 'Rahmany', 'رحمانی'],
  ['Reyes', 'Reyez'],
  ['Sandhu', 'Sandu'],
  ['Schäfer', 'Schaefer', 'Schafer'],
  ['Sherwin', 'Sherwen'],
  ['Sorensen', 'Sørensen', 'Soerensen'],
  ['Tavares', 'Tavarez'],
  ['Tekle', 'Tekele'],
  ['Thorne', 'Thorn'],
  ['Tkachenko', 'Tkatschenko', 'Ткаченко'],
  ['Van Houten', 'Vanhouten', 'van Houten'],
  ['Whitlock', 'Whitelock'],
  ['Yildirim', 'Yıldırım', 'Yildrim'],
  ['Zielinska', 'Zielińska'],
]

/** A person, with every spelling of each name, and the date of birth as YYYY-MM-DD. */
export type Person = { forenames: readonly string[]; surnames: readonly string[]; born: string }

/** One agency's word on a person. `born` is a full date, a year, or null where it knows no more. */
export type Mention = { forename: string; surname: string; born: string | null }

export function inventPerson(random: Random): Person {
  const born = new Date(Date.UTC(whole(random, 1958, 2004), whole(random, 0, 11), whole(random, 1, 28)))
  return {
    forenames: pick(random, FORENAMES),
    surnames: pick(random, SURNAMES),
    born: born.toISOString().slice(0, 10),
  }
}

/**
 * One agency's mention of a person: a spelling, at times a slip of the typist, and what is known of the
 * birth.
 * @param writable says whether the agency's system can hold a spelling at all
 */
export function mentionOf(random: Random, person: Person, writable: (text: string) => boolean): Mention {
  const spelling = (spellings: readonly string[]) => {
    const possible = spellings.filter(writable)
    // Most officers write the usual form; the others are what makes names hard to match.
    return chance(random, 0.55) ? (possible[0] ?? '') : pick(random, possible)
  }
  const known = random()
  return {
    forename: spelling(person.forenames),
    surname: slip(random, spelling(person.surnames)),
    born: known < 0.16 ? null : known < 0.26 ? person.born.slice(0, 4) : person.born,
  }
}

/** One surname in twenty has two letters changed round. */
function slip(random: Random, name: string): string {
  const letters = Array.from(name)
  const at = whole(random, 1, Math.max(1, letters.length - 3))
  const [one, two] = [letters[at], letters[at + 1]]
  if (!chance(random, 0.05) || letters.length < 5 || !one || !two || !/^\p{Ll}{2}$/u.test(one + two))
    return name
  letters.splice(at, 2, two, one)
  return letters.join('')
}
