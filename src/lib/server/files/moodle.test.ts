import { describe, expect, it } from 'vitest';
import { isFit, readDraft } from '$lib/bank/draft';
import { looksLikeMoodle, readMoodle } from '$lib/bank/formats/moodle';
import { Unreadable } from './unreadable';
import { readXmlTree } from './xml-tree';

const quiz = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<!-- x --><quiz>${inner}</quiz>`;
const read = (inner: string) => {
	const bank = readMoodle(readXmlTree(quiz(inner)));
	return { ...bank, drafts: bank.questions.map(readDraft) };
};
const question = (type: string, inner: string, text = '<p>Câu hỏi?</p>') =>
	`<question type="${type}"><name><text>Tên</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${inner}</question>`;
const answer = (fraction: number | string, text: string, more = '') =>
	`<answer fraction="${fraction}"><text>${text}</text>${more}</answer>`;
const one = (inner: string) => {
	const { drafts } = read(inner);
	expect(drafts).toHaveLength(1);
	const { type, text, options, key, accepted } = drafts[0]?.question ?? {};
	return { is: [type, text, options, key, accepted], doubts: drafts[0]?.doubts.map((d) => d.code) ?? [] };
};

describe('Moodle XML', () => {
	it.each<[string, unknown[]]>([
		[
			question(
				'multichoice',
				`<single>true</single>${answer(0, 'a')}${answer('100', '&lt;i&gt;b&lt;/i&gt;')}`
			),
			['single', 'Câu hỏi?', ['a', '*b*'], 'B', []]
		],
		[
			question(
				'multichoice',
				`<single>false</single>${answer('33.33333', 'a')}${answer(-50, 'b')}${answer('66.66667', 'c')}`
			),
			['multiple', 'Câu hỏi?', ['a', 'b', 'c'], 'AC', []]
		],
		[
			question('multichoiceset', answer(0, 'a') + answer(100, 'b') + answer(100, 'c')),
			['multiple', 'Câu hỏi?', ['a', 'b', 'c'], 'BC', []]
		],
		[
			question('truefalse', answer(0, 'false') + answer(100, 'true')),
			['true_false', 'Câu hỏi?', ['Đúng', 'Sai'], 'A', []]
		],
		[
			question('truefalse', answer(0, 'true') + answer(100, 'false')),
			['true_false', 'Câu hỏi?', ['Đúng', 'Sai'], 'B', []]
		],
		[
			question('truefalse', answer(100, 'Falsch') + answer(0, 'Wahr')),
			['true_false', 'Câu hỏi?', ['Falsch', 'Wahr'], 'A', []]
		],
		[
			question(
				'shortanswer',
				answer(100, ' Hà Nội ') + answer(100, '2 \\* 3') + answer(0, '*'),
				'H<sub>2</sub>O &amp; *'
			),
			['short', 'H_(2)O & *', [], 'Hà Nội', ['2 * 3']]
		],
		[
			question(
				'numerical',
				answer(100, '3.142', '<tolerance>0.001</tolerance>') + answer(100, '-1.5e2') + answer(0, '*')
			),
			['number', 'Câu hỏi?', [], '3.142±0.001', ['-150']]
		],
		[
			question('ordering', answer('2.0', 'hai') + answer('1.0', 'một') + answer('3.0', 'ba')),
			['ordering', 'Câu hỏi?', ['ba', 'hai', 'một'], 'CBA', []]
		]
	])('reads %s', (xml, is) => {
		expect(one(xml)).toEqual({ is, doubts: [] });
	});

	it('takes name, category, id, tags, explanation and pictures with their place', () => {
		const { drafts, questions, pictures } = read(
			'<question type="category"><category><text>$course$/top/Sử</text></category></question>' +
				question(
					'shortanswer',
					'<generalfeedback><text>&lt;img src="@@PLUGINFILE@@/b.jpg"&gt;Vì thế.</text><file name="b.jpg" encoding="base64">QkJC</file></generalfeedback>' +
						`<idnumber>c7</idnumber><tags><tag><text>xưa</text></tag><tag><text>nay</text></tag></tags>${answer(100, 'x')}`,
					'Đây là <img src="data:image/png;base64,QUFB" alt="cờ"> gì?'
				)
		);
		expect(drafts[0]).toMatchObject({ place: 1, label: 'Tên', externalId: 'c7', doubts: [] });
		expect(drafts[0]?.question).toMatchObject({
			text: 'Đây là gì?',
			topic: 'Sử',
			tags: ['xưa', 'nay'],
			explanation: 'Vì thế.'
		});
		expect(questions[0]?.pictures).toEqual([
			{ picture: 0, on: 'text' },
			{ picture: 1, on: 'explanation' }
		]);
		expect(pictures).toEqual(['QUFB', 'QkJC']);
	});

	it('refuses by name what we have none of', () => {
		const kinds = [
			'matching',
			'cloze',
			'essay',
			'description',
			'calculated',
			'ddwtos',
			'gapselect',
			'randomsamatch'
		];
		const { drafts, doubts } = read(kinds.map((kind) => question(kind, answer(100, 'x'))).join(''));
		expect(drafts).toEqual([]);
		expect(doubts).toEqual(
			kinds.map((kind, i) => ({ code: 'not_supported', place: i + 1, value: `${kind} “Tên”` }))
		);
	});

	it.each<[string, string[], boolean]>([
		[question('multichoice', answer(50, 'a') + answer(100, 'b')), ['partly_right'], true],
		[question('multichoice', answer(100, 'a') + answer(100, 'b')), ['several_keys', 'no_key'], false],
		[
			question('multichoice', `<single>false</single>${answer(50, 'a')}${answer(0, 'b')}`),
			['partly_right', 'no_key'],
			false
		],
		[question('multichoice', answer(0, 'a') + answer(0, 'b')), ['no_key'], false],
		[question('shortanswer', answer(100, 'x*')), ['wildcard'], false],
		[question('numerical', answer(100, 'ba')), ['not_a_number'], false],
		[
			question(
				'numerical',
				`${answer(100, '5')}<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>`
			),
			['left_out'],
			true
		],
		[question('shortanswer', answer(100, 'x'), 'Gì? <img src="http://x.vn/a.png">'), ['left_out'], true],
		[
			question('multichoice', answer(100, '&lt;img src="a.png"&gt;') + answer(0, 'b')),
			['left_out', 'empty_option'],
			false
		]
	])('%s: doubts', (xml, codes, fit) => {
		const { drafts } = read(xml);
		expect(drafts.map((d) => [d.doubts.map((x) => x.code), isFit(d)])).toEqual([[codes, fit]]);
	});

	it.each([
		['<quiz><question>', 'file/damaged'],
		['<quiz></question></quiz>', 'file/damaged'],
		['<quiz/><quiz/>', 'file/damaged'],
		['', 'file/damaged'],
		[`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'file/damaged'],
		['<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', 'file/xml_definitions'],
		['<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', 'file/xml_definitions']
	])('refuses %.40s', (xml, code) => {
		expect(() => readXmlTree(xml)).toThrow(new Unreadable(code as Unreadable['code']));
	});

	it('a question may speak of DOCTYPE', () => {
		expect(one(question('shortanswer', answer(100, 'x'), '&lt;!DOCTYPE html [&gt; là gì?')).is[1]).toBe(
			'<!DOCTYPE html [> là gì?'
		);
	});

	it.each([
		['\ufeff<?xml version="1.0"?>\n<!-- a --><quiz>', true],
		['<quiz/>', true],
		['<quizzes/>', false],
		['<html><quiz>', false]
	])('is told from other texts: %s', (text, is) => {
		expect(looksLikeMoodle(text)).toBe(is);
	});
});
