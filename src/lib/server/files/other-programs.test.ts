import { expect, it } from 'vitest';
import { readBankFile } from './bank-file';

const read = async (text: string) => {
	const found = await readBankFile(new TextEncoder().encode(text), 'x.txt');
	if (!found.ok) return found.code;
	return [found.kind, found.drafts.map((d) => d.question.key), found.doubts.map((d) => d.value)];
};

it.each<[string, unknown]>([
	['Thủ đô?{~Huế =Hà Nội}', ['gift', ['B'], []]],
	['::a::Nối {=a -> b =c -> d}', ['gift', [], ['matching “a”']]],
	['Thủ đô?\r\nA) Huế\r\nB) Hà Nội\r\nANSWER: B\r\n', ['aiken', ['B'], []]],
	[
		'<?xml version="1.0"?><quiz><question type="truefalse"><questiontext><text>Đúng?</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>',
		['moodle', ['A'], []]
	],
	['<quiz><question type="cloze"></quiz>', 'file/damaged'],
	['<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', 'file/xml_definitions'],
	['<quiz></quiz>', 'file/no_questions'],
	[',Question,Answer1,Answer2,Time,Correct\n1,Thủ đô?,Huế,Hà Nội,20,2\n', ['csv', ['B'], []]]
])('what another program wrote is known by itself: %.40s', async (text, known) => {
	expect(await read(text)).toEqual(known);
});

it('a picture of Moodle belongs to its question until it is kept', async () => {
	const xml = `<quiz><question type="shortanswer"><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt; Ai?</text><file name="a.png" encoding="base64">QUJD</file></questiontext><answer fraction="100"><text>x</text></answer></question></quiz>`;
	const found = await readBankFile(new TextEncoder().encode(xml), 'x.xml');
	if (!found.ok) throw new Error(found.code);
	expect(found.pictures).toEqual([Buffer.from('ABC')]);
	expect(found.drafts[0]?.question.media).toMatchObject([{ id: 'picture 0', kind: 'image', on: 'text' }]);
});
