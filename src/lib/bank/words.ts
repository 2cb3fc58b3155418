import { bareForm } from './normal';
import { readNumberKey } from './number-key';
import { answerWay, letter, maxOptions, optionIndex, type Level, type QuestionType } from './question';

/*
 * The words that people write into files for types, levels and keys, in bare form (no case, no diacritics).
 */

const typeWords: Record<QuestionType, string[]> = {
	single: [
		'trac nghiem',
		'trac nghiem mot dap an',
		'trac nghiem 1 dap an',
		'mot dap an',
		'tn',
		'abcd',
		'multiple_choice',
		'multiple choice',
		'single choice',
		'single',
		'mcq',
		'quiz'
	],
	multiple: [
		'nhieu dap an',
		'nhieu dap an dung',
		'nhieu lua chon',
		'trac nghiem nhieu dap an',
		'trac nghiem nhieu lua chon',
		'chon nhieu',
		'tnn',
		'multiple_answers',
		'multiple answers',
		'multiple response',
		'multiple select',
		'multiple',
		'checkbox',
		'checkboxes'
	],
	true_false: [
		'dung/sai',
		'dung / sai',
		'dung sai',
		'dung-sai',
		'd/s',
		'true_false',
		'true/false',
		'true false',
		't/f'
	],
	short: [
		'tra loi ngan',
		'cau tra loi ngan',
		'tu luan ngan',
		'dien khuyet',
		'dien dap an',
		'tln',
		'short_answer',
		'short answer',
		'short'
	],
	number: ['dien so', 'so', 'tra loi bang so', 'tra loi so', 'number', 'numeric', 'numerical'],
	ordering: ['sap xep', 'sap xep thu tu', 'sap thu tu', 'thu tu', 'ordering', 'order', 'sequence', 'puzzle']
};

const levelWords: Record<Level, string[]> = {
	recall: ['nhan biet', 'biet', 'nb', 'de', 'easy', 'recall', 'remember', 'knowledge'],
	comprehension: [
		'thong hieu',
		'hieu',
		'th',
		'trung binh',
		'medium',
		'comprehension',
		'understand',
		'understanding'
	],
	application: ['van dung', 'vd', 'kho', 'hard', 'difficult', 'application', 'apply'],
	high_application: [
		'van dung cao',
		'vdc',
		'rat kho',
		'very hard',
		'high application',
		'high_application',
		'advanced application'
	]
};

/** The levels as files and Vietnamese screens call them. */
export const levelNames: Record<Level, string> = {
	recall: 'nhận biết',
	comprehension: 'thông hiểu',
	application: 'vận dụng',
	high_application: 'vận dụng cao'
};

/** The types as files call them. */
export const typeNames: Record<QuestionType, string> = {
	single: 'Trắc nghiệm',
	multiple: 'Nhiều đáp án',
	true_false: 'Đúng/Sai',
	short: 'Trả lời ngắn',
	number: 'Điền số',
	ordering: 'Sắp xếp'
};

const trueWords = ['dung', 'd', 'true', 't', 'yes'];
const falseWords = ['sai', 's', 'false', 'f', 'no'];

/** The type, by its name or, without one, by what the question has; null for a name that means no type of ours. */
export function readType(name: string, options: string[], answer: string): QuestionType | null {
	const bare = bareForm(name);
	if (bare === '') {
		if (options.length > 0) return options.length === 2 && isTrueFalse(options) ? 'true_false' : 'single';
		const said = bareForm(answer);
		// A letter alone answers nothing but options, even where there are none.
		if (/^[a-f]$/.test(said) || severalLetters.test(answer.trim())) return 'single';
		return ['dung', 'sai', 'true', 'false'].includes(said) ? 'true_false' : 'short';
	}
	return find(typeWords, bare);
}

/** The level by its Vietnamese or English name; '' for none, null for a name that means no level of ours. */
export function readLevel(name: string): Level | '' | null {
	const bare = bareForm(name);
	return bare === '' ? '' : find(levelWords, bare);
}

export type KeyReading = { key: string } | { code: 'no_key' | 'several_keys' | 'key_not_understood' };

/** The key of a question of this type as `answer` says it, in the form of a question's key. */
export function readKey(type: QuestionType, answer: string, options: string[]): KeyReading {
	switch (answerWay(type)) {
		case 'one':
			return readLetter(answer, options);
		case 'many':
			return readLetters(answer, options, /[;\n]/);
		case 'order':
			return readLetters(answer, options, /→|->|[;\n]/);
		case 'typed':
			return { key: type === 'number' ? readNumberKey(answer) : answer };
	}
}

/**
 * The letter of the option that `answer` names: by a letter (`C`, `c.`, `Đáp án: C`), by the option's text, by the
 * words for true and false, or by a number from 1.
 */
function readLetter(answer: string, options: string[]): KeyReading {
	const said = withoutTitle(answer);
	if (said === '') return { code: 'no_key' };
	const single = (/^[([]?\s*([a-f])\s*[)\].:]?$/iu.exec(said) ?? byColumn.exec(said))?.[1]?.toUpperCase();
	if (single !== undefined && optionIndex(single) < options.length) return { key: single };
	const same = options.flatMap((o, i) => (exact(o) === exact(said) ? [i] : []));
	if (same.length === 1) return { key: letter(same[0] ?? 0) };
	if (same.length > 1) return { code: 'several_keys' };
	const [, named = '', rest = ''] = /^([a-f])\s*[.):,–-]\s*(.+)$/isu.exec(said) ?? [];
	if (named !== '' && exact(options[optionIndex(named.toUpperCase())] ?? '') === exact(rest))
		return { key: named.toUpperCase() };
	const truth = readTruth(said, options);
	if (truth !== null) return { key: truth };
	const number = Number(
		/^(?:(?:option|answer|choice|phương án|đáp án)[ _-]*)?([1-6])$/iu.exec(said)?.[1] ?? 0
	);
	if (number >= 1 && number <= Math.min(options.length, maxOptions)) return { key: letter(number - 1) };
	if (severalLetters.test(said)) return { code: 'several_keys' };
	return { code: 'key_not_understood' };
}

/** `option_d`, `Phương án D`. */
const byColumn = /^(?:option|answer|choice|phương án|đáp án|câu)[ _-]*([a-f])$/iu;
const severalLetters = /^[a-f](\s*([,;/&+→>-]|->|và|and|\s)\s*[a-f])+$/iu;

/** The letters of several options: `A, C`, `ACD`, `C-A-B-D`, or the options' texts between separators. */
function readLetters(answer: string, options: string[], separator: RegExp): KeyReading {
	const said = withoutTitle(answer);
	const letters = severalLetters.test(said) ? (said.match(/\b[a-f]\b/giu) ?? []).join('') : said;
	const key = letters.toUpperCase();
	if (/^[A-F]+$/.test(key) && [...key].every((l) => optionIndex(l) < options.length)) return { key };
	const parts = said.split(separator).map((part) => readLetter(part, options));
	const keys = parts.flatMap((p) => ('key' in p ? [p.key] : []));
	if (keys.length === parts.length) return { key: keys.join('') };
	return { code: said === '' ? 'no_key' : 'key_not_understood' };
}

function withoutTitle(answer: string): string {
	return answer.replace(/^\s*(đáp án|đ\/?a|answer|key)\s*:/iu, '').trim();
}

/** `Đ`, `T`, `true` … for options that say true and false in whichever words. */
function readTruth(said: string, options: string[]): string | null {
	const bare = bareForm(said);
	if (!isTrueFalse(options)) return null;
	const words = trueWords.includes(bare) ? trueWords : falseWords.includes(bare) ? falseWords : [];
	const index = options.findIndex((o) => words.includes(bareForm(o)));
	return index < 0 ? null : letter(index);
}

function isTrueFalse(options: string[]): boolean {
	const bare = options.map(bareForm);
	return (
		bare.length === 2 && bare.some((b) => trueWords.includes(b)) && bare.some((b) => falseWords.includes(b))
	);
}

function find<T extends string>(words: Record<T, string[]>, bare: string): T | null {
	for (const name in words) if (words[name].includes(bare)) return name;
	return null;
}

function exact(text: string): string {
	return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
