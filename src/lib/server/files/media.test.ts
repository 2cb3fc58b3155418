import sharp from 'sharp';
import { expect, it } from 'vitest';
import { mediaLimits } from '$lib/bank/media';
import { readMedia } from './media';

const picture = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha: 0 } } });
const taken = async (bytes: Uint8Array) => {
	const read = await readMedia(bytes);
	if (!read.ok) throw new Error(read.code);
	return read.media;
};
const refused = async (bytes: Uint8Array) => {
	const read = await readMedia(bytes);
	return read.ok ? 'taken' : read.code;
};
const text = (said: string) => Buffer.from(said, 'latin1');
const number = (n: number) => Buffer.from([n >>> 24, n >>> 16, n >>> 8, n].map((b) => b & 0xff));
const box = (type: string, ...parts: Buffer[]): Buffer => {
	const body = Buffer.concat(parts);
	return Buffer.concat([number(body.length + 8), text(type), body]);
};
const track = (handler: string, codec: string, width = 0, height = 0) =>
	box(
		'trak',
		box('tkhd', Buffer.alloc(76), number(width * 65536), number(height * 65536)),
		box('mdia', box('hdlr', Buffer.alloc(8), text(handler), Buffer.alloc(12)), box('stsd', text(codec)))
	);
const mp4 = (...tracks: Buffer[]) =>
	Buffer.concat([box('ftyp', text('isom0000')), box('moov', ...tracks), box('mdat', Buffer.alloc(64))]);
const element = (id: string, ...parts: (Buffer | number[])[]): Buffer => {
	const body = Buffer.concat(parts.map((p) => Buffer.from(p)));
	return Buffer.concat([
		Buffer.from(id, 'hex'),
		Buffer.from([0x40 | (body.length >> 8), body.length & 255]),
		body
	]);
};
const webm = (doc: string, type: number) =>
	Buffer.concat([
		element('1a45dfa3', element('4282', text(doc))),
		element(
			'18538067',
			element(
				'1654ae6b',
				element('ae', element('83', [type]), element('e0', element('b0', [2, 128]), element('ba', [1, 104])))
			)
		)
	]);

it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
	'writes a picture anew that came as %s',
	async (format) => {
		const media = await taken(await picture(40, 30).toFormat(format).toBuffer());
		expect(media).toMatchObject({ kind: 'image', mime: 'image/webp', width: 40, height: 30 });
		expect((await sharp(media.content).metadata()).format).toBe('webp');
	}
);

it('makes it as large as a stage needs, and smaller for phones', async () => {
	const media = await taken(await picture(3000, 1500).png().toBuffer());
	expect(media).toMatchObject({ width: 1920, height: 960 });
	expect(await sharp(media.small ?? media.content).metadata()).toMatchObject({ width: 720, height: 360 });
});

it('turns it upright and forgets what the camera noted', async () => {
	const taken6 = await picture(40, 30)
		.jpeg()
		.withExif({ IFD0: { Artist: 'Lan', Orientation: '6' } })
		.toBuffer();
	const turned = await sharp(taken6).withMetadata({ orientation: 6 }).jpeg().toBuffer();
	const media = await taken(turned);
	expect(media).toMatchObject({ width: 30, height: 40 });
	expect(await sharp(media.content).metadata()).not.toMatchObject({ exif: expect.anything() });
});

it('lays what can be seen through on white', async () => {
	const media = await taken(await picture(4, 4).png().toBuffer());
	const [red] = await sharp(media.content).raw().toBuffer();
	expect(red).toBeGreaterThan(250);
});

it('gives the same picture the same name', async () => {
	const bytes = await picture(40, 30).png().toBuffer();
	expect((await taken(bytes)).id).toBe((await taken(bytes)).id);
});

it('refuses a picture of more points than its file could hold before it has opened it', async () => {
	const bytes = await picture(10, 10).png().toBuffer();
	bytes.writeUInt32BE(60_000, 16);
	bytes.writeUInt32BE(60_000, 20);
	// The checksum of the header follows its 13 bytes.
	const { crc32 } = await import('node:zlib');
	bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
	expect(await refused(bytes)).toBe('media/too_many_pixels');
});

it('refuses what is cut off', async () => {
	const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919) % 251));
	const whole = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
		.jpeg()
		.toBuffer();
	expect(await refused(whole.subarray(0, whole.length / 2))).toBe('media/unreadable');
	expect(await refused(whole.subarray(0, 40))).toBe('media/unreadable');
	const png = await sharp(whole).png().toBuffer();
	expect(await refused(png.subarray(0, png.length / 2))).toBe('media/unreadable');
});

it.each([
	['a drawing in SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
	['a page', text('<!doctype html><script>alert(1)</script>')],
	['a program', text('MZ\x90\0')],
	['a picture of an iPhone', Buffer.concat([box('ftyp', text('heic0000')), box('meta', Buffer.alloc(20))])],
	['a film that browsers do not show', mp4(track('vide', 'hvc1', 640, 360))],
	['a film without its index', Buffer.concat([box('ftyp', text('isom0000')), box('mdat', Buffer.alloc(64))])],
	['a film that is cut off', mp4(track('vide', 'avc1', 640, 360)).subarray(0, 120)],
	['another Matroska', webm('matroska', 1)]
])('refuses %s', async (_, bytes) => {
	expect(await refused(bytes)).toBe('media/unknown_kind');
});

it('refuses an empty file, and one that is too large for its kind', async () => {
	expect(await refused(new Uint8Array())).toBe('media/empty');
	const sound = Buffer.alloc(mediaLimits.audio + 1);
	sound.write('ID3');
	expect(await refused(sound)).toBe('media/audio_too_large');
	const image = Buffer.alloc(mediaLimits.image + 1);
	image.write('GIF89a');
	expect(await refused(image)).toBe('media/image_too_large');
});

it.each([
	['MP3 with a label', text('ID3\x04'), 'audio/mpeg'],
	['MP3', Buffer.from([0xff, 0xfb, 0x90, 0]), 'audio/mpeg'],
	['AAC', Buffer.from([0xff, 0xf1, 0x50, 0x80]), 'audio/aac'],
	['Ogg', text('OggS\0'), 'audio/ogg'],
	['WAV', text('RIFF\0\0\0\0WAVEfmt '), 'audio/wav'],
	['M4A', mp4(track('soun', 'mp4a')), 'audio/mp4'],
	['WebM with sound alone', webm('webm', 2), 'audio/webm']
])('keeps a sound as it is: %s', async (_, bytes, mime) => {
	expect(await taken(bytes)).toMatchObject({ kind: 'audio', mime, width: 0, height: 0, content: bytes });
});

it('keeps a film as it is, and knows its size', async () => {
	const film = mp4(track('soun', 'mp4a'), track('vide', 'avc1', 640, 360));
	expect(await taken(film)).toMatchObject({
		kind: 'video',
		mime: 'video/mp4',
		width: 640,
		height: 360,
		content: film
	});
	expect(await taken(webm('webm', 1))).toMatchObject({
		kind: 'video',
		mime: 'video/webm',
		width: 640,
		height: 360
	});
});

it('breaks at nothing that only begins like a film', async () => {
	const film = mp4(track('vide', 'avc1', 640, 360));
	const other = webm('webm', 1);
	for (let i = 4; i < film.length; i++) await refused(film.subarray(0, i));
	for (let i = 4; i < other.length; i++) await refused(other.subarray(0, i));
});
