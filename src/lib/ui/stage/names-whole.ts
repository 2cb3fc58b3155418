import type { StageView } from '$lib/protocol/stage';

/** Names that the titles and questions of such contests are full of, and that no line is to end in the middle of. */
const names = [
	'Rung chuông vàng',
	'Hồ Chí Minh',
	'Nguyễn Ái Quốc',
	'Nguyễn Tất Thành',
	'Võ Nguyên Giáp',
	'Tôn Đức Thắng',
	'Lý Tự Trọng',
	'Võ Thị Sáu',
	'Điện Biên Phủ',
	'Việt Nam',
	'Hà Nội',
	'Đà Nẵng',
	'Cần Thơ',
	'Hải Phòng'
];
const anyName = new RegExp(names.join('|'), 'giu');
const noBreak = '\u00a0';

/** The text with well-known names held together by no-break spaces. */
export function namesWhole(text: string): string {
	return text.replace(anyName, (name) => name.replaceAll(' ', noBreak));
}

/** What the organizer has written, as the stage sets it in lines. */
export function withNamesWhole(view: StageView): StageView {
	const { question, reveal } = view;
	return {
		...view,
		title: namesWhole(view.title),
		organizer: namesWhole(view.organizer),
		question: question && {
			...question,
			text: namesWhole(question.text),
			options: question.options.map(namesWhole)
		},
		reveal: reveal && {
			...reveal,
			keyText: namesWhole(reveal.keyText),
			explanation: namesWhole(reveal.explanation)
		}
	};
}
