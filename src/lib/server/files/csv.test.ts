import { expect, it } from 'vitest';
import { readCsv } from './csv';

const rows = (text: string) => readCsv(text, 100).map((row) => row.cells.map((cell) => cell?.text));

it.each([
	[
		'a,b\nc,"d,e"',
		[
			['a', 'b'],
			['c', 'd,e']
		]
	],
	['a;"b ""c"" d";e', [['a', 'b "c" d', 'e']]],
	['ba\t"một\nhai"', [['ba', 'một\nhai']]],
	['Tệp ".jpg" là gì?; Ảnh; "Chữ"', [['Tệp ".jpg" là gì?', ' Ảnh', ' Chữ']]],
	['5" và 6", b', [['5" và 6"', ' b']]]
])('%s', (text, cells) => {
	expect(rows(text)).toEqual(cells);
});
