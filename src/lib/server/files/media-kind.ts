import type { MediaKind } from '$lib/bank/question';
import { readMp4, readWebm } from './film';

/** What a file of a picture, a sound or a film is, by its first bytes: names and types that were sent along prove nothing. */
export type FoundMedia =
	{ kind: 'image' } | { kind: Exclude<MediaKind, 'image'>; mime: string; width: number; height: number };

/** Null: none that we take. */
export function mediaKind(bytes: Uint8Array): FoundMedia | null {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const says = (text: string, at = 0) => file.toString('latin1', at, at + text.length) === text;
	const sound = (mime: string): FoundMedia => ({ kind: 'audio', mime, width: 0, height: 0 });
	if (says('\x89PNG\r\n\x1a\n') || says('\xff\xd8\xff') || says('GIF8')) return { kind: 'image' };
	if (says('RIFF')) return says('WEBP', 8) ? { kind: 'image' } : says('WAVE', 8) ? sound('audio/wav') : null;
	if (says('OggS')) return sound('audio/ogg');
	if (says('ID3')) return sound('audio/mpeg');
	if (says('ftyp', 4)) return says('avi', 8) ? { kind: 'image' } : readMp4(file);
	if (says('\x1a\x45\xdf\xa3')) return readWebm(file);
	return frameSync(file);
}

/** A stream of MPEG frames without anything before it: eleven bits are set, then version and layer. */
function frameSync(file: Buffer): FoundMedia | null {
	if (file.length < 4 || file[0] !== 0xff) return null;
	const second = file[1] ?? 0;
	const sound = (mime: string): FoundMedia => ({ kind: 'audio', mime, width: 0, height: 0 });
	if ((second & 0xf6) === 0xf0) return sound('audio/aac');
	return (second & 0xe6) === 0xe2 ? sound('audio/mpeg') : null;
}
