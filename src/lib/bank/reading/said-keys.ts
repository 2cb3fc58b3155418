/*
 * How authors say in words which answer is right.
 */

const keyWord =
	/^[\s=>→☞\-–+*•([]*(?:(?:=>|→)\s*)?(đáp\s*án(?:\s+(?:đúng|chính xác|là))*|đáp(?=\s*:)|đ\s*\/\s*[áa]|đa|answer|correct(?:\s+answer)?|key|ans|câu trả lời(?:\s+đúng)?|trả lời(?:\s+đúng)?|phương án(?:\s+(?:đúng|trả lời))|chọn(?:\s+(?:đáp án|phương án))?)(?:\s+(?:là|is))?\s*([:=.]|-(?=\s)|–|=>|→)?\s*/iu;
const lettersOnly = /^[([]?\s*[A-Fa-f](?:\s*(?:[,;/&+-]|và|and|\s)\s*[A-Fa-f])*\s*[)\].]*$/u;
/** `B. 1930`, and not `A và B đều đúng`. */
const lettersThenMore = /^[A-F]\s*[.):](?=\s)/u;

/** What a line of its own says the key is: `Đáp án: B`, `Answer: C`, `Chọn A.`; null when it is no such line. */
export function keyLine(text: string): string | null {
	const [, pointed] = /^\s*(?:→|=>|⇒)\s*(?!đáp\s*án|chọn)(\S.*)$/iu.exec(text) ?? [];
	if (pointed !== undefined) return pointed.trim();
	const [whole, , sign] = keyWord.exec(text) ?? [];
	if (whole === undefined) return null;
	const rest = text
		.slice(whole.length)
		// The bracket that was opened before the word.
		.replace(/[\])]\s*$/, (end, _, said: string) => (/[[(]/.test(said) || !/[[(]/.test(text) ? end : ''))
		.trim();
	if (rest === '') return sign === undefined || sign === '' ? null : '';
	if (lettersOnly.test(rest) || lettersThenMore.test(rest)) return rest;
	return sign !== undefined && [':', '=', '=>', '→'].includes(sign) ? rest : null;
}

/** A key and what is said besides: `D (Điều 5)`, `A; Giải thích: …`, `ý B`, `"C"`. */
export function partsOfKey(said: string): { key: string; why: string } {
	const [, letter, bracket, reason] =
		/^["“'‘[(]?\s*(?:(?:ý|câu|phương án|đáp án|chọn)\s+)?([A-F])\s*["”'’\])]?\s*\.?(?:\s*\((.+)\)\s*\.?|\s*[;,.–:-]\s*((?:giải thích|vì|do|theo|căn cứ|đúng theo)(?![\p{L}]).*))?$/isu.exec(
			said
		) ?? [];
	if (letter === undefined || letter !== letter.toUpperCase()) return { key: said, why: '' };
	return { key: letter, why: (bracket ?? reason ?? '').replace(/^giải thích\s*:\s*/iu, '').trim() };
}

/** A key at the end of the last option or of the question: `… Quy Nhơn (Đáp án: C)`, `… mấy tuổi? (A)`. */
export function keyBehind(text: string, of: 'option' | 'stem'): { at: number; letter: string } | null {
	const found =
		/\s*[([]?\s*(?:đáp\s*án(?:\s+đúng)?|đ\s*\/\s*[áa]|answer|key)\s*(?:[:.]|là)\s*([A-F])\s*[)\]]?\s*\.?\s*$/iu.exec(
			text
		) ??
		(of === 'stem'
			? /(?<=[?:.…])\s*(?:\(\s*(?:đáp án\s+)?([A-F])\s*\)|\[\s*([A-F])\s*\])\s*$/iu.exec(text)
			: null);
	const letter = found?.[1] ?? found?.[2];
	return found && letter !== undefined && found.index > 0
		? { at: found.index, letter: letter.toUpperCase() }
		: null;
}

/** A letter alone, or several, the key of the options above: `B`, `A, C`, `ACD`. */
export function bareKey(text: string): string | null {
	const one = /^\s*\(?([A-Fa-f])\s*[).]?\s*$/u.exec(text)?.[1];
	if (one !== undefined) return one.toUpperCase();
	const several = /^\s*\(?([A-F](?:\s*(?:[,;&]|và|and)?\s*[A-F]){1,5})\)?\s*\.?\s*$/u.exec(text)?.[1];
	const letters = several?.replace(/[^A-F]/g, '') ?? '';
	return letters !== '' && new Set(letters).size === letters.length ? letters : null;
}

/** An answer at the end of its question's own line: `… năm 1960. → Đúng`, `… (Đáp án: 17)`. */
export function answerAtEnd(text: string): { at: number; answer: string } | null {
	const [, before, answer] =
		/^(.{8,}?)\s*(?:→|=>|⇒|\(\s*đáp án\s*:|(?<=[.?…_:)])\s*đáp án\s*:)\s*(\S.{0,120})$/iu.exec(text) ?? [];
	if (before === undefined || answer === undefined) return null;
	const said = answer.replace(/^đáp án\s*:\s*/iu, '').trim();
	return { at: before.length, answer: /\(/.test(said) ? said : said.replace(/\)$/, '') };
}
