/*
 * A film of nothing, made on the spot: grey without a change, and silence. What browsers ask of one that keeps the screen
 * awake: Chrome wants it large or with sound (VideoWakeLock), Firefox with a sound track, Safari with one that is not muted,
 * and not in a loop (HTMLMediaElement::shouldDisableSleep). So it has sound, is not muted, and is wound back by hand. At less
 * than 5 s Chrome takes it for a signal and not for music: no player in the notifications.
 */
const seconds = 4;
/** Pixels of a side; decoders in old phones take no smaller ones. */
const side = 128;
const blocks = (side / 16) ** 2;

/** The film in the page, where nobody sees it; to be played within a touch. */
export function stillFilm(): HTMLVideoElement {
	const video = document.createElement('video');
	video.setAttribute('playsinline', '');
	video.setAttribute('aria-hidden', 'true');
	video.disableRemotePlayback = true;
	video.style.cssText = 'position:fixed;width:1px;height:1px;opacity:0;pointer-events:none';
	video.src = `data:video/mp4;base64,${btoa(String.fromCharCode(...mp4()))}`;
	video.addEventListener('timeupdate', () => {
		if (video.currentTime > seconds / 2) video.currentTime = 0;
	});
	document.body.append(video);
	return video;
}

/** MPEG-4 part 12: a track of H.264, one picture a second, and one of AAC. */
function mp4(): number[] {
	const film = Array.from({ length: seconds }, (_, i) => (i === 0 ? picture() : same(i)));
	const sound = Array.from({ length: Math.ceil((seconds * rate) / frame) }, () => silence);
	const type = box('ftyp', text('isom'), u32(512), text('isomavc1mp41'));
	const moov = (at: number) =>
		box(
			'moov',
			box('mvhd', u32(0, 0, 0, 1000, seconds * 1000, 0x10000, 0x1000000, 0, 0), matrix, zeros(24), u32(3)),
			track(1, at, film, 1),
			track(2, at + film.flat().length, sound, rate)
		);
	const start = type.length + moov(0).length + 8;
	return [...type, ...moov(start), ...box('mdat', film.flat(), sound.flat())];
}

/** AAC-LC, mono: one channel with no band that is coded, and the end. */
const rate = 16_000;
const frame = 1024;
const silence = [0, 0, 0, 7];

// H.264, baseline: parameters, a picture of grey blocks, and pictures that skip all of them.
const profile = [66, 0xc0, 10];
const sequence = [
	0x67,
	...profile,
	...bits(ue(0), ue(0), ue(2), ue(1), '0', ue(side / 16 - 1), ue(side / 16 - 1), '1100')
];
const parameters = [0x68, ...bits(ue(0), ue(0), '00', ue(0), ue(0), ue(0), '000111000')];
const picture = () => unit(0x65, ue(0), ue(7), ue(0), '0000', ue(0), '001', '00100111'.repeat(blocks));
const same = (i: number) =>
	unit(0x41, ue(0), ue(5), ue(0), i.toString(2).padStart(4, '0'), '0001', ue(blocks));

function unit(head: number, ...parts: string[]): number[] {
	const body = bits(...parts);
	return [...u32(body.length + 1), head, ...body];
}

function track(id: 1 | 2, at: number, samples: number[][], scale: number): number[] {
	const video = id === 1;
	const duration = video ? seconds : samples.length * frame;
	const size = video ? side * 0x10000 : 0;
	return box(
		'trak',
		box('tkhd', u32(3, 0, 0, id, 0, seconds * 1000, 0, 0, 0, video ? 0 : 0x1000000), matrix, u32(size, size)),
		box(
			'mdia',
			box('mdhd', u32(0, 0, 0, scale, duration, 0x55c40000)),
			box('hdlr', u32(0, 0), text(video ? 'vide' : 'soun'), zeros(13)),
			box(
				'minf',
				video ? box('vmhd', u32(1, 0, 0)) : box('smhd', u32(0, 0)),
				box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))),
				box(
					'stbl',
					box('stsd', u32(0, 1), video ? avc1() : mp4a()),
					box('stts', u32(0, 1, samples.length, video ? 1 : frame)),
					box('stsc', u32(0, 1, 1, samples.length, 1)),
					box('stsz', u32(0, 0, samples.length, ...samples.map((sample) => sample.length))),
					box('stco', u32(0, 1, at)),
					video ? box('stss', u32(0, 1, 1)) : []
				)
			)
		)
	);
}

function avc1(): number[] {
	const sets = [0xe1, 0, sequence.length, ...sequence, 1, 0, parameters.length, ...parameters];
	return box(
		'avc1',
		u32(0, 1),
		zeros(16),
		u32(side * 0x10000 + side, 0x480000, 0x480000, 0),
		[0, 1],
		zeros(32),
		[0, 24, 255, 255],
		box('avcC', [1, ...profile, 0xff, ...sets])
	);
}

function mp4a(): number[] {
	const config = [4, 17, 0x40, 0x15, ...zeros(11), 5, 2, 0x14, 0x08];
	const esds = box('esds', u32(0), [3, 25, 0, 2, 0, ...config, 6, 1, 2]);
	return box('mp4a', u32(0, 1, 0, 0, 0x10010, 0, rate * 0x10000), esds);
}

function box(name: string, ...parts: number[][]): number[] {
	const body = parts.flat();
	return [...u32(body.length + 8), ...text(name), ...body];
}

function text(ascii: string): number[] {
	return Array.from(ascii, (char) => char.charCodeAt(0));
}

function u32(...values: number[]): number[] {
	return values.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);
}

function zeros(n: number): number[] {
	return Array.from({ length: n }, () => 0);
}

/** No turning, no stretching. */
const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** A number as Exp-Golomb code. */
function ue(n: number): string {
	const binary = (n + 1).toString(2);
	return '0'.repeat(binary.length - 1) + binary;
}

/** Bits as bytes, closed by a 1 and filled up. */
function bits(...parts: string[]): number[] {
	const all = `${parts.join('')}1`;
	return Array.from({ length: Math.ceil(all.length / 8) }, (_, i) =>
		parseInt(all.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2)
	);
}
