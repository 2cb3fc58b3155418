import type { FoundMedia } from './media-kind';

interface Box {
	type: string;
	start: number;
	end: number;
}

/** The boxes of an MP4 between two places; what claims to reach further ends there. */
function boxes(file: Buffer, from: number, to: number): Box[] {
	const found: Box[] = [];
	let at = from;
	while (at + 8 <= to) {
		let size = file.readUInt32BE(at);
		let head = 8;
		if (size === 1 && at + 16 <= to) {
			size = Number(file.readBigUInt64BE(at + 8));
			head = 16;
		}
		if (size === 0) size = to - at;
		if (size < head || at + size > to) break;
		found.push({ type: file.toString('latin1', at + 4, at + 8), start: at + head, end: at + size });
		at += size;
	}
	return found;
}

/**
 * An MP4 with sound alone, or a film whose pictures every browser shows (H.264, or AV1 or VP9). Null for what lacks its
 * index, is cut off, or is compressed otherwise.
 */
export function readMp4(file: Buffer): FoundMedia | null {
	const within = (box: Box, type: string) => boxes(file, box.start, box.end).filter((b) => b.type === type);
	const top = boxes(file, 0, file.length);
	const moov = top.find((b) => b.type === 'moov');
	if (!moov || !top.some((b) => b.type === 'mdat' || b.type === 'moof')) return null;
	let sound = false;
	let film: { width: number; height: number } | null = null;
	for (const track of within(moov, 'trak')) {
		const [head] = within(track, 'tkhd');
		const [mdia] = within(track, 'mdia');
		const [hdlr] = mdia ? within(mdia, 'hdlr') : [];
		const handler = hdlr && file.toString('latin1', hdlr.start + 8, hdlr.start + 12);
		if (handler === 'soun') sound = true;
		if (handler !== 'vide' || !head || !mdia || head.end - head.start < 84) continue;
		const codec = /avc1|avc3|av01|vp09/.test(file.toString('latin1', mdia.start, mdia.end));
		if (!codec) return null;
		film = sides(file.readUInt32BE(head.end - 8) / 65536, file.readUInt32BE(head.end - 4) / 65536);
	}
	if (film) return { kind: 'video', mime: 'video/mp4', ...film };
	return sound ? { kind: 'audio', mime: 'audio/mp4', width: 0, height: 0 } : null;
}

/** Most of what is filmed is as wide as this, where the file does not say. */
const usual = { width: 1280, height: 720 };

function sides(width: number, height: number): { width: number; height: number } {
	const fit = width >= 1 && height >= 1 && width <= 16_384 && height <= 16_384;
	return fit ? { width: Math.round(width), height: Math.round(height) } : usual;
}

/** Elements of WebM (EBML) that are looked into on the way to the size of the picture. */
const masters = new Set([0x1a45dfa3, 0x18538067, 0x1654ae6b, 0xae, 0xe0]);
const docType = 0x4282;
const pixelWidth = 0xb0;
const pixelHeight = 0xba;
const trackType = 0x83;

/** A WebM with sound alone, or a film; null for another Matroska. */
export function readWebm(file: Buffer): FoundMedia | null {
	const said = new Map<number, { start: number; end: number }>();
	const tracks = new Set<number>();
	let at = 0;
	// The tracks stand at the beginning; the pictures behind them are not looked at.
	for (let steps = 0; steps < 1000 && at < file.length; steps++) {
		const id = vint(file, at, true);
		const size = id && vint(file, id.next, false);
		if (!id || !size) break;
		const end = size.next + size.value;
		if (masters.has(id.value)) {
			at = size.next;
			continue;
		}
		if (end > file.length || id.value === 0x1f43b675) break; // a cluster: the pictures begin
		if (id.value === trackType) tracks.add(file.readUIntBE(size.next, 1));
		if (!said.has(id.value)) said.set(id.value, { start: size.next, end });
		at = end;
	}
	const doc = said.get(docType);
	if (!doc || file.toString('latin1', doc.start, doc.end) !== 'webm') return null;
	const number = (id: number) => {
		const place = said.get(id);
		const length = place ? place.end - place.start : 0;
		return place && length > 0 && length <= 6 ? file.readUIntBE(place.start, length) : 0;
	};
	if (tracks.has(1))
		return { kind: 'video', mime: 'video/webm', ...sides(number(pixelWidth), number(pixelHeight)) };
	return tracks.has(2) ? { kind: 'audio', mime: 'audio/webm', width: 0, height: 0 } : null;
}

/** A number of EBML: the zeros before its first bit say in how many bytes it stands. An id keeps that bit. */
function vint(file: Buffer, at: number, isId: boolean): { value: number; next: number } | null {
	const first = file[at];
	if (first === undefined || first === 0) return null;
	const length = Math.clz32(first) - 23;
	if (length > (isId ? 4 : 8) || at + length > file.length) return null;
	let value = isId ? first : first & (0xff >> length);
	for (let i = 1; i < length; i++) value = value * 256 + (file[at + i] ?? 0);
	return { value, next: at + length };
}
