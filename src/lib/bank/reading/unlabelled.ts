import { letter } from '../question';
import { answerAtEnd, keyBehind } from './said-keys';
import { withoutSignBehind, type Asked, type AskedOption } from './asked';
import { readMarks } from './marks';
import { signAt } from './signs';
import type { Run } from './passage';
import { isRow, plain, slice, textOf, trim } from './rich';

/*
 * What lines say though nothing names it: options without letters, a sign behind the right one, an answer at the end of its
 * question's own line.
 */

/** The question with what its lines say of options and answer, though nothing names them. */
export function withUnlabelled(asked: Asked): Asked {
	if (asked.options.length > 0)
		return withKeyBehind({ ...asked, options: asked.options.map((o) => withoutSignBehind(o, signAt)) });
	if (asked.keys.length > 0) return asCorrected(asked) ?? asNumbered(asked) ?? asked;
	return asTrueFalse(asked) ?? asMarkedLines(asked) ?? asAnsweredLine(asked) ?? asked;
}

/** The key stands at the end of the last option or of the question. */
function withKeyBehind(asked: Asked): Asked {
	const [option, stem] = [asked.options.at(-1)?.lines.at(-1), asked.stem.at(-1)];
	if (!option || asked.options.length < 2 || asked.keys.length > 0) return asked;
	const behind = keyBehind(textOf(option), 'option');
	const above = stem && keyBehind(textOf(stem), 'stem');
	if (behind) {
		const last = asked.options.at(-1);
		const lines = [...(last?.lines.slice(0, -1) ?? []), trim(slice(option, 0, behind.at))];
		const options = asked.options.map((o) => (o === last ? { ...o, lines } : o));
		return { ...asked, options, keys: [behind.letter] };
	}
	if (!above) return asked;
	return {
		...asked,
		stem: [...asked.stem.slice(0, -1), trim(slice(stem, 0, above.at))],
		keys: [above.letter]
	};
}

const option = (runs: Run[], index: number): AskedOption => ({
	index,
	label: [],
	lettered: false,
	lines: [runs],
	sign: false,
	upper: true
});

/** The last two lines are `Đúng` and `Sai`. */
function asTrueFalse(asked: Asked): Asked | null {
	const [first, second] = asked.stem.slice(-2);
	if (asked.stem.length < 3 || !first || !second) return null;
	const said = [first, second].map((l) =>
		textOf(l)
			.replace(/[\s.;]/g, '')
			.toLowerCase()
	);
	const pairs = [
		['đúng', 'sai'],
		['true', 'false']
	];
	if (!pairs.some(([a, b]) => said.includes(a ?? '') && said.includes(b ?? ''))) return null;
	return { ...asked, stem: asked.stem.slice(0, -2), options: [first, second].map(option) };
}

/** Two to six lines below the first, of which one looks different. */
function asMarkedLines(asked: Asked): Asked | null {
	const lines = asked.stem.slice(1);
	if (lines.length < 3 || lines.length > 6 || lines.some(isRow)) return null;
	const [marks] = readMarks([lines.map((text) => ({ label: [], text, sign: false }))]);
	if (marks?.kind !== 'marked' || marks.options.length !== 1 || !marks.sure) return null;
	return { ...asked, stem: asked.stem.slice(0, 1), options: lines.map(option), lettersOff: true };
}

/** Options that are numbered, `1.` to `4.`, and a key that is one of the numbers. It may be a count as well: that is doubted. */
function asNumbered(asked: Asked): Asked | null {
	const numbers = asked.stem.map((l) => Number(/^\s*(\d)\s*[.)]\s/u.exec(textOf(l))?.[1] ?? 0));
	const first = numbers.lastIndexOf(1);
	const lines = asked.stem.slice(first);
	const isList =
		first > 0 && lines.length > 2 && lines.length < 7 && numbers.slice(first).every((n, i) => n === i + 1);
	const [said = ''] = asked.keys;
	if (!isList || asked.keys.length > 1 || !/^\s*\d\s*\.?\s*$/.test(said) || Number(said) > lines.length)
		return null;
	if (/bao nhiêu|mấy|số (?:phát biểu|câu|nhận định|ý)/iu.test(asked.stem.map(textOf).join(' ')))
		return { ...asked, answerOnLine: true };
	const options = lines.map((line, i) => option(trim(slice(line, textOf(line).search(/[.)]/) + 1)), i));
	return {
		...asked,
		stem: asked.stem.slice(0, first),
		options,
		keys: [letter(Number(said) - 1)],
		answerOnLine: true
	};
}

/** `… → Sai`, and what would be right called the key on the line below. */
function asCorrected(asked: Asked): Asked | null {
	const answered = asAnsweredLine({ ...asked, keys: [] });
	const [truth] = answered?.keys ?? [];
	if (!answered || !/^(?:đúng|sai|true|false)$/iu.test(truth ?? '') || asked.keys.includes(truth ?? ''))
		return null;
	const why = [...(answered.remarks.explanation ?? []), ...asked.keys.map((said) => plain(said))];
	return { ...answered, remarks: { ...answered.remarks, explanation: why } };
}

/** `Đường Trường Sơn mở năm 1959. → Đúng (…)` */
function asAnsweredLine(asked: Asked): Asked | null {
	const last = asked.stem.at(-1);
	const found = last && answerAtEnd(textOf(last));
	if (!last || !found) return null;
	const stem = [...asked.stem.slice(0, -1), trim(slice(last, 0, found.at))];
	const [, truth, why] =
		/^(đúng|sai|true|false)\s*[.;]?\s*(?:\((.*)\)|[-–:,]\s*(.*))?\s*\.?$/iu.exec(found.answer) ?? [];
	const remarks = why ? { ...asked.remarks, explanation: [plain(why)] } : asked.remarks;
	return { ...asked, stem, keys: [truth ?? found.answer], remarks, answerOnLine: true };
}
