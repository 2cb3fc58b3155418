/*
 * A short list: what a pupil types to make a hall laugh, and no dictionary. Who is caught by it is only looked at by somebody
 * before the hall sees it. What insults with one mark is a name with another, or the beginning of one: Đèo, Lớn, Các, Bưởi, Đàm, Lồng.
 * So there are several ways to look for it.
 */

/** Caught by their sound alone: no honest syllable sounds like these without its marks. */
export const bySound = [
	'địt', 'loz', 'cặk', 'cave', 'vailon', 'vailoz', 'cailon', 'bulon', 'ditme', 'dume', 'duma', 'deomay',
	'fuck', 'fuk', 'fck', 'phuck', 'fucker', 'motherfucker', 'shit', 'bitch', 'dick', 'pussy', 'cunt', 'nigger', 'nigga',
	'fvck', 'djt', 'faggot', 'slut', 'whore', 'penis', 'vagina', 'porn', 'sex', 'sexy', 'rape', 'hitler', 'nazi', 'asshole', 'bastard'
]; // prettier-ignore

/** Abbreviations, letter by letter. */
export const abbreviations = [
	'đm', 'dm', 'đmm', 'dmm', 'dcm', 'đcm', 'đkm', 'dkm', 'dcmm', 'dmcs', 'cmm', 'cmn', 'cmnr', 'cc', 'clm', 'clgt', 'vl', 'vcl',
	'vkl', 'vlz', 'vcc', 'vch', 'wtf', 'stfu', 'sml', 'xxx'
]; // prettier-ignore

/** Caught with exactly these marks, or with signs for letters: with others, and with none, they are honest. */
export const byMarks = [
	'lồn', 'lìn', 'đệt', 'dỵt', 'đỵt', 'đỹ', 'cặc', 'cẹc', 'buồi', 'đụ', 'đù', 'đéo', 'đếch', 'đĩ', 'điếm', 'chịch', 'nứng', 'dâm', 'cứt', 'ỉa', 'đái', 'đít',
	'chó', 'vãi', 'đồ ngu', 'thằng ngu', 'ngu ngốc', 'ngu dốt', 'ngu như', 'ngu vãi', 'quá ngu', 'mẹ mày', 'bố mày',
	'má mày', 'cha mày', 'mả mẹ', 'tiên sư', 'tổ sư', 'thằng điên', 'con điên', 'đồ điên', 'mất dạy', 'đả đảo', 'phản động', 'hòn dái'
]; // prettier-ignore

/** Several words, caught with these marks or without any: together they are no name. */
export const together = [
	'đụ má', 'đụ mẹ', 'đụ mịa', 'đéo mẹ', 'con cặc', 'cái cặc', 'đầu buồi', 'con buồi', 'buồi to', 'cái lồn', 'mặt lồn', 'vãi lồn', 'bú lồn',
	'bú cu', 'con cu', 'con đĩ', 'con chó', 'óc chó', 'mặt chó', 'khốn nạn', 'súc vật', 'bê đê', 'pê đê', 'chết mẹ', 'con ngu'
]; // prettier-ignore

/** Of the sounds, those that two honest names that follow each other never make: looked for across the spaces too. */
export const acrossSpaces = ['fuck', 'shit', 'motherf', 'ashole', 'hitler', 'ditme', 'ditcon'];
