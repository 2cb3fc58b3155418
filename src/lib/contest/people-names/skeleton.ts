import { withoutMarks } from '$lib/bank/normal';

/**
 * What looks like a Latin letter and is still something else after NFKD, and the digits and signs that are written for letters.
 * Chosen from the Unicode data file confusables.txt (UTS #39, Unicode Security Mechanisms) and from what chats are full of.
 */
const lookAlikes: Record<string, string> = {
	a: 'аАαΑᴀɑɐ∂4@Λ',
	b: 'вВьЬβΒʙɓƀßɃƁ',
	c: 'сСϲᴄɔƈ¢©',
	d: 'ԁɗᴅ',
	đ: 'ðÐɖƉ₫',
	e: 'еЕєЄεΕᴇəɛǝ℮€зЗ3Σ',
	f: 'ƒғҒꜰϝ',
	g: 'ɡɢɠɣԌ',
	h: 'нНһҺΗʜħĦɦ',
	i: 'іІιΙıɪɨӏӀ1!|¡',
	j: 'јЈʝɟᴊ',
	k: 'кКκΚᴋƙҚқ',
	l: 'ʟłŁɫⅼ£',
	m: 'мМΜᴍɱ',
	n: 'пПηπΝɴɲŋŊи',
	o: 'оОοΟσøØɵθΘᴏ0○◯',
	p: 'рРρΡᴘƥþ',
	q: 'ԛԚʠ',
	r: 'гГяЯʀɾɹɍ®',
	s: 'ѕЅʂꜱƨ5$§',
	t: 'тТτΤᴛƭʈŧŦ7†',
	u: 'υμսᴜʉцЦ',
	v: 'ѵѴνʋʌᴠ',
	w: 'ԝԜωшШщЩᴡʍ',
	x: 'хХχΧ×',
	y: 'уУγΥʏʎƴ¥',
	z: 'ΖζᴢʐƶȥƵ'
};

const latin = new Map(Object.entries(lookAlikes).flatMap(([a, others]) => [...others].map((o) => [o, a])));
/** Letters in boxes, discs and flags: A to Z from each of these on. */
const alphabets = [0x1f150, 0x1f170, 0x1f1e6];

function latinOf(character: string): string {
	const known = latin.get(character);
	if (known) return known;
	const code = character.codePointAt(0) ?? 0;
	const first = alphabets.find((start) => code >= start && code < start + 26);
	return first === undefined ? character : String.fromCharCode(97 + code - first);
}

/** A letter written more than once in a row; its replacement is `$1`. */
export const repeated = /(.)\1+/gu;

/** Look-alikes as the letters that they look like, in lower case, marks still on them. */
export function lettersOf(text: string): string {
	const plain = [...text.normalize('NFKD')].map(latinOf).join('');
	return plain.toLowerCase().normalize('NFC');
}

/** Without marks, and without whatever is no letter. */
export function bareLetters(text: string): string {
	return withoutMarks(lettersOf(text)).replace(/[^a-z]/gu, '');
}

/**
 * What is left of a name when all that can be varied without its looking or sounding different is taken away: marks, case,
 * look-alikes, digits for letters, signs, spaces, letters that are repeated. Equal for names that the eye takes for the same.
 */
export function skeleton(name: string): string {
	return bareLetters(name).replace(repeated, '$1');
}
