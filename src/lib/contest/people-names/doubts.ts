import { normalForm, withoutMarks } from '$lib/bank/normal';
import type { NameDoubt } from '$lib/protocol/common';
import { abbreviations, acrossSpaces, byMarks, bySound, together } from './insults';
import { leaders, offices, officesByMarks, officesFirst } from './offices';
import { bareLetters, lettersOf, repeated, skeleton } from './skeleton';

/** What a name is held against. */
export interface NameSurroundings {
	title: string;
	organizer: string;
	/** Whether somebody of the same unit is called the same already. */
	taken: boolean;
}

/**
 * What is doubtful about a name that was typed, clean already (CO2); nothing of an honest one. insult: a word of abuse, or an obscene
 * one. office: it imitates the organizers, the school, or a leader. letters: other letters than Latin ones, signs, no letter at all, an address or a telephone
 * number. same: `taken`.
 */
export function nameDoubts(name: string, { title, organizer, taken }: NameSurroundings): NameDoubt[] {
	const words = wordsOf(name);
	const bones = skeleton(name);
	const doubts: [NameDoubt, boolean][] = [
		['insult', isInsult(words, bones) || isInsult(wordsOf(name, false), bones)],
		[
			'office',
			isOffice(words) ||
				occurs(words, known, asMarkedOrPlain) ||
				imitates(bones, organizer) ||
				imitates(bones, title)
		],
		['letters', hasStrangeLetters(name)],
		['same', taken]
	];
	return doubts.flatMap(([code, is]) => (is ? [code] : []));
}

/** One word of a name. */
interface Word {
	/** In lower case, marks and đ on it, repeated letters folded. */
	marked: string;
	/** Its letters alone, and the same with repeated ones folded. */
	bare: string;
	folded: string;
	/** Written without any marks. */
	plain: boolean;
	/** Other signs stand for letters, so that its marks say nothing. */
	disguised: boolean;
}

/** `counts`: digits behind it number it, `btc2`; otherwise they stand for letters, `ch0`. */
function wordOf(text: string, counts = true): Word {
	const counted = counts ? text.replace(/\d+$/u, '') : text;
	const marked = normalForm(lettersOf(counted).replace(repeated, '$1'));
	const bare = bareLetters(counted);
	return {
		marked,
		bare,
		folded: bare.replace(repeated, '$1'),
		plain: marked === withoutMarks(marked),
		disguised: /[^\p{Script=Latin}\p{M}]/u.test(counted)
	};
}

const between = /[\s'’‘ʼ`.,;:_()/\\-]+/u;

/** The words of a name. Letters that stand alone one after another, `đ ị t` or `v.c.l`, are one word. */
function wordsOf(name: string, counts = true): Word[] {
	const words: string[] = [];
	let spelled = false;
	for (const part of name.normalize('NFC').split(between)) {
		if (/^\d*$/u.test(part)) continue;
		const single = [...part].length === 1;
		if (single && spelled) words.push(`${words.pop() ?? ''}${part}`);
		else words.push(part);
		spelled = single;
	}
	return words.map((word) => wordOf(word, counts));
}

/** Words that are looked for together. */
const phrases = (texts: readonly string[]): Word[][] =>
	texts.map((text) => text.split(' ').map((word) => wordOf(word)));

type Meets = (typed: Word, sought: Word) => boolean;
const asMarked: Meets = (typed, sought) => typed.marked === sought.marked;
const asMarkedOrPlain: Meets = (typed, sought) =>
	asMarked(typed, sought) || ((typed.plain || typed.disguised) && typed.folded === sought.folded);
const anyhow: Meets = (typed, sought) => typed.folded === sought.folded;

const standsAt = (words: Word[], at: number, phrase: Word[], meets: Meets) =>
	phrase.every((sought, i) => {
		const typed = words[at + i];
		return typed !== undefined && meets(typed, sought);
	});
const occurs = (words: Word[], sought: Word[][], meets: Meets) =>
	sought.some((phrase) => words.some((_, at) => standsAt(words, at, phrase, meets)));

const sounds = new Set(bySound.map(skeleton));
const short = new Set(abbreviations.map(bareLetters));
const marked = phrases(byMarks);
const markedAlone = new Set(
	marked.flatMap(([word, ...more]) => (word && more.length === 0 ? [word.folded] : []))
);
const several = phrases(together);
/** Several words written as one. */
const glued = new Set(together.map(skeleton));

function isInsult(words: Word[], bones: string): boolean {
	return (
		words.some(
			({ bare, folded, disguised }) =>
				sounds.has(folded) || glued.has(folded) || short.has(bare) || (disguised && markedAlone.has(folded))
		) ||
		occurs(words, marked, asMarked) ||
		occurs(words, several, asMarkedOrPlain) ||
		acrossSpaces.some((sound) => bones.includes(sound))
	);
}

const known = phrases(leaders);
const anywhere = phrases(offices);
const inOwnMarks = phrases(officesByMarks);
const first = phrases(officesFirst);

function isOffice(words: Word[]): boolean {
	return (
		occurs(words, anywhere, anyhow) ||
		occurs(words, inOwnMarks, asMarked) ||
		first.some((phrase) => standsAt(words, 0, phrase, asMarkedOrPlain))
	);
}

/** Shorter ones are also parts of honest names. */
const enough = 8;

/** The whole of what is official in a name, or a name that is the beginning of it. */
function imitates(typed: string, official: string): boolean {
	const known = skeleton(official);
	if (known.length >= enough && typed.includes(known)) return true;
	return typed.length >= enough && known.startsWith(typed);
}

/** The letters of Vietnamese, of the peoples of the Highlands, and of Latin scripts besides; and the signs that names have. */
const ordinary = /^[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff\u0300-\u036f\d\s'’‘ʼ`.,()/–-]*$/u;
/**
 * Marks that are left over when letters have theirs: on a vowel a tone may be (`ê̆` with one), on a consonant the breve of the Highlands (`j̆`);
 * two are no letter, and neither is a stroke through it.
 */
const strangeMarks =
	/\p{M}\p{M}|[^\u0300-\u0303\u0306\u0309\u031b\u0323\P{M}]|(?![aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹĕêềếểễệiìíỉĩịĭoòóỏõọŏôồốổỗộơờớởỡợuùúủũụŭưừứửữựyỳýỷỹỵ])\p{L}(?!\u0306)\p{M}/iu;
const address =
	/\bhttps?\b|\bwww\b|\.(?:com|vn|net|org|edu|gov|info|io|me|ly|tv|xyz|top|club|site|online)\b/iu;
const telephone = /\d(?:[ .()-]*\d){7}/u;

function hasStrangeLetters(name: string): boolean {
	return (
		!ordinary.test(name) ||
		strangeMarks.test(name.normalize('NFC')) ||
		!/\p{L}/u.test(name) ||
		address.test(name) ||
		telephone.test(name)
	);
}
