import type { ProblemCode } from './check';
import { isAsShown } from './draft';
import { hasFormula, plainText } from './markup';
import { normalForm, searchForm } from './normal';
import { answerWay, keyText, optionIndex, type Question } from './question';

/** What is fit to be played and yet worth a second look before a contest. */
export const findingCodes = [
	/** The right option is much longer, or much shorter, than all others: it can be told without knowing. */
	'key_long',
	'key_short',
	/** The text says the answer, and says no other option. */
	'answer_in_text',
	/** Two options that differ in nothing but diacritics, spaces and signs. */
	'options_alike',
	/** An option that means others by letter or place: wrong as soon as options are shuffled. */
	'refers_to_options',
	/** “không” within the text, where it is easily missed. */
	'negation_hidden',
	/** The items of an ordering stand in the right order already. */
	'order_as_shown',
	/** Says a year, a date or a legal document, and not where that is written. */
	'no_source'
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
	code: FindingCode;
	field: keyof Question;
	/** Index of the option it is about. */
	option?: number;
}

/** Everything that is kept with a question as its findings: what keeps it from being played, and what only looks odd. */
export type CheckCode = ProblemCode | FindingCode;

/** Grows whenever `findings` or `problems` find something else: what was found by older rules is found anew. */
export const findingRules = 2;

/** What somebody should look at again before this question is played; empty for most questions. */
export function findings(question: Question): Finding[] {
	const plain = {
		...question,
		text: plainText(question.text),
		options: question.options.map(plainText),
		explanation: plainText(question.explanation)
	};
	const found: Finding[] = [
		...lengthFindings(plain, question.options.some(hasFormula)),
		...optionFindings(plain)
	];
	if (tellsAnswer(plain)) found.push({ code: 'answer_in_text', field: 'text' });
	// As it was written: between marks of emphasis nothing is hidden.
	if (hidesNegation(question.text)) found.push({ code: 'negation_hidden', field: 'text' });
	if (question.type === 'ordering' && isAsShown(question))
		found.push({ code: 'order_as_shown', field: 'key' });
	if (question.source === '' && statesFact(plain)) found.push({ code: 'no_source', field: 'source' });
	return found;
}

/** By how much the right option has to stand out among the others, in characters and as a multiple. */
const long = { times: 1.8, more: 25 };
const short = { times: 2.5, more: 25 };
/** A short right option tells something only where the others are about as long as each other. */
const evenly = 2;

function lengthFindings({ type, options, key }: Question, formulas: boolean): Finding[] {
	const option = optionIndex(key);
	const right = options[option] ?? '';
	if (type !== 'single' || right === '' || sumsUp(right) || formulas) return [];
	const others = options.flatMap((text, i) => (i === option || sumsUp(text) ? [] : [text.length]));
	if (others.length < 2) return [];
	const [least, most] = [Math.min(...others), Math.max(...others)];
	if (right.length >= most * long.times && right.length - most >= long.more)
		return [{ code: 'key_long', field: 'options', option }];
	if (right.length * short.times <= least && least - right.length >= short.more && most <= least * evenly)
		return [{ code: 'key_short', field: 'options', option }];
	return [];
}

function tellsAnswer(question: Question): boolean {
	const { type, text, options, key } = question;
	if (type !== 'single' && type !== 'short') return false;
	const said = ` ${wordsOf(text)} `;
	const says = (answer: string) => isTelling(answer) && said.includes(` ${wordsOf(answer)} `);
	return says(keyText(question)) && !options.some((o, i) => i !== optionIndex(key) && says(o));
}

const wordsOf = (text: string) =>
	normalForm(text)
		.match(/[\p{L}\p{M}\p{N}]+/gu)
		?.join(' ') ?? '';

/** Two words at least, or a long one: “có” and “5” stand in many texts by chance. */
function isTelling(answer: string): boolean {
	return /\p{L}/u.test(answer) && (/\S\s+\S/.test(answer.trim()) || answer.trim().length > 5);
}

function optionFindings({ type, options }: Question): Finding[] {
	if (answerWay(type) === 'typed' || type === 'true_false') return [];
	const seen = new Map<string, string>();
	return options.flatMap((text, option): Finding[] => {
		const found: Finding[] = [];
		const form = looseForm(text);
		const before = form === '' ? undefined : seen.get(form);
		if (before !== undefined && before.toLowerCase() !== text.toLowerCase())
			found.push({ code: 'options_alike', field: 'options', option });
		seen.set(form, text);
		if (refers(text)) found.push({ code: 'refers_to_options', field: 'options', option });
		return found;
	});
}

/** Letters and digits without diacritics; '' where signs matter, as in a formula or a number. */
function looseForm(text: string): string {
	const form = searchForm(text);
	return /[a-z]{2}/.test(form) && !/[<>=+^$√\\]|[-−]\s*\p{N}/u.test(form)
		? form.replace(/[^\p{L}\p{N}]/gu, '')
		: '';
}

const letterOfOption = String.raw`["“]?[A-F]["”]?`;
const before = String.raw`(?:(?:cả|tất cả|chỉ|gồm|đáp án|phương án|câu|ý|hai|ba|bốn|\d|both|only|all|options?)\s+)`;
const further = String.raw`(?:\s*(?:,\s*(?:và|and)|,|và|and|&|\+)\s*${letterOfOption})`;
/** `A và B`, `Cả a, b và c`, `Phương án B đúng`. */
const byLetter = new RegExp(
	String.raw`^(?:${before}+${letterOfOption}${further}*|${letterOfOption}${further}+)(?:\s+(?:đều\s+)?(?:đúng|sai))?[\s.]*$`,
	'iu'
);
/** `Tất cả các phương án trên`, `Cả 3 ý trên đều đúng`, `All of the above`. */
const byPlace =
	/^(?:tất cả|cả|hai|ba|không|các (?:phương án|đáp án|câu|ý)|all|both|none|neither)(?![\p{L}\p{N}]).{0,60}?(?<![\p{L}\p{N}])(?:trên|above)(?:\s+(?:đều\s+)?(?:đúng|sai|là đúng|là sai))?[\s.]*$/iu;
/** `Tất cả đều đúng`, `Cả 3 đều sai`: means the others too, but stays true wherever it stands. */
const byNumber =
	/^(?:tất cả|cả (?:\d|hai|ba|bốn|mấy)|all|both|none|neither)(?![\p{L}\p{N}]).{0,30}(?:đúng|sai|right|true|correct|wrong|false)/iu;

/** Letters mean options where words say so, or where they are different capitals: `A + B` does; `a + a`, `a, b`, `4 A` do not. */
function refersByLetter(text: string): boolean {
	if (!byLetter.test(text)) return false;
	const letters = text.match(/\p{L}/gu) ?? [];
	return /\p{L}{2}|ý/iu.test(text) || (new Set(letters).size > 1 && !/\p{Ll}/u.test(text));
}

const refers = (text: string) => refersByLetter(text.trim()) || byPlace.test(text.trim());

/** Whether an option means the others, and says nothing itself. */
export function sumsUp(option: string): boolean {
	return refers(option) || byNumber.test(option.trim());
}

/** In small letters, and nowhere in capitals or between marks of emphasis. */
const negation =
	/(?<![\p{L}\p{N}])(?:(?:nào|gì|ai|đâu|sau đây|dưới đây)\s+(?:là\s+)?(?:không|chưa|sai)|which\s(?:[^.?!]*\s)?(?:not|except))(?![\p{L}\p{N}])/u;

/** A question for what is *not* so. `Có … hay không?` and `vì sao không` are none. */
function hidesNegation(text: string): boolean {
	return negation.test(text) && !/KHÔNG|CHƯA|SAI|NOT|EXCEPT/.test(text);
}

const year = String.raw`(?:1\d{3}|20\d{2})(?![\d.,]*\d)`;
const facts = [
	new RegExp(String.raw`(?<![\p{L}\p{N}])(?:năm|in|since|until|from|by)\s+${year}`, 'iu'),
	// A date or a run of years; (1935).
	new RegExp(String.raw`\d{1,2}\s?[/.-]\s?${year}|(?<!\d)${year}\s?[-–]\s?${year}|\(${year}\)`, 'u'),
	// Luật Thanh niên 2020
	new RegExp(
		String.raw`(?<![\p{L}\p{N}])(?:hiến pháp|luật|nghị quyết|nghị định|thông tư|chỉ thị|quyết định|pháp lệnh)(?![\p{L}\p{N}])[^.?!\n]{0,60}\s${year}`,
		'iu'
	),
	// Nghị quyết số 29, Điều 5 of a law; 100/2019/NĐ-CP, 29-NQ/TW
	/(?<![\p{L}\p{N}])(?:luật|nghị quyết|nghị định|thông tư|chỉ thị|quyết định|pháp lệnh)\s+(?:số\s+)?\d/iu,
	/(?<![\p{L}\p{N}])(?:điều|khoản)\s+\d+(?![\p{L}\p{N}]).*(?:luật|hiến pháp|nghị định|điều lệ|thông tư)/iu,
	/\d[\d/]*[-/]\s?(?:NQ|NĐ|QĐ|CT|TT|QH\d*|KL|HD|CP|TW|UBTVQH\d*)(?![\p{L}\p{N}])/u
];
/** A question for a year, answered by one. */
const asksYear =
	/(?<![\p{L}\p{N}])(?:năm nào|năm bao nhiêu|năm mấy|ngày nào|which year|what year)(?![\p{L}\p{N}])/iu;

function statesFact(question: Question): boolean {
	const { text, explanation } = question;
	const answer = keyText(question);
	if (asksYear.test(text) && /\d/.test(answer)) return true;
	return [text, answer, explanation].some((said) => facts.some((fact) => fact.test(said)));
}
