import { expect, it } from 'vitest';
import { mediaResponse } from './media-response';

const bytes = Buffer.from('0123456789');
const asked = async (range?: string) => {
	const request = new Request('http://a/m', range ? { headers: { range } } : {});
	const response = mediaResponse(request, { mime: 'audio/mpeg', bytes });
	return [response.status, response.headers.get('content-range'), await response.text()];
};

it.each([
	['bytes=0-3', [206, 'bytes 0-3/10', '0123']],
	['bytes=4-', [206, 'bytes 4-9/10', '456789']],
	['bytes=-3', [206, 'bytes 7-9/10', '789']],
	['bytes=8-100', [206, 'bytes 8-9/10', '89']],
	['bytes=-100', [206, 'bytes 0-9/10', '0123456789']],
	['bytes=10-', [416, 'bytes */10', '']],
	['bytes=0-1,3-4', [200, null, '0123456789']],
	['bytes=5-2', [200, null, '0123456789']],
	['lines=1-2', [200, null, '0123456789']]
])('answers %s', async (range, answer) => {
	expect(await asked(range)).toEqual(answer);
});

it('sends the whole to who asks for no part', async () => {
	expect(await asked()).toEqual([200, null, '0123456789']);
});
