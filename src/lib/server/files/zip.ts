import { crc32, inflateRawSync } from 'node:zlib';
import { Unreadable } from './unreadable';

/** What all entries may unpack to, together. */
export const maxUnpacked = 64 * 1024 * 1024;
const maxEntries = 2000;

interface Entry {
	offset: number;
	packed: number;
	size: number;
	crc: number;
	method: number;
	encrypted: boolean;
}

/** A ZIP archive whose entries are unpacked one by one, never to more than its directory says and a limit allows. */
export class Zip {
	readonly #bytes: Buffer;
	readonly #entries: Map<string, Entry>;

	/** Reads the directory only; throws {@link Unreadable}. `limit`: what all entries may unpack to, together. */
	constructor(bytes: Uint8Array, limit = maxUnpacked) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#entries = readDirectory(this.#bytes);
		let total = 0;
		for (const entry of this.#entries.values()) total += entry.size;
		if (total > limit) throw new Unreadable('file/unpacks_too_large');
	}

	/** Whether there is an entry of this name. */
	has(name: string): boolean {
		return this.#entries.has(name);
	}

	/** The entry's bytes; undefined when there is none of this name. Throws {@link Unreadable}. */
	read(name: string): Buffer | undefined {
		const entry = this.#entries.get(name);
		if (!entry) return undefined;
		const at = entry.offset;
		if (entry.encrypted || at + 30 > this.#bytes.length || this.#bytes.readUInt32LE(at) !== 0x04034b50)
			throw new Unreadable('file/damaged');
		const start = at + 30 + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28);
		const packed = this.#bytes.subarray(start, start + entry.packed);
		const data = entry.method === 0 ? packed : inflate(packed, entry.size);
		if (data.length !== entry.size || crc32(data) !== entry.crc) throw new Unreadable('file/damaged');
		return data;
	}
}

function inflate(packed: Buffer, size: number): Buffer {
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
	} catch {
		throw new Unreadable('file/damaged');
	}
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
	const end = findEnd(bytes);
	const count = bytes.readUInt16LE(end + 10);
	let at = bytes.readUInt32LE(end + 16);
	if (count > maxEntries) throw new Unreadable('file/unpacks_too_large');
	const entries = new Map<string, Entry>();
	for (let i = 0; i < count; i++) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new Unreadable('file/damaged');
		const nameLength = bytes.readUInt16LE(at + 28);
		entries.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), {
			encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
			method: bytes.readUInt16LE(at + 10),
			crc: bytes.readUInt32LE(at + 16),
			packed: bytes.readUInt32LE(at + 20),
			size: bytes.readUInt32LE(at + 24),
			offset: bytes.readUInt32LE(at + 42)
		});
		at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return entries;
}

/** Where the end record of the directory stands: the last 22 bytes, but for a comment. */
function findEnd(bytes: Buffer): number {
	const lowest = Math.max(0, bytes.length - 22 - 0xffff);
	for (let at = bytes.length - 22; at >= lowest; at--) if (bytes.readUInt32LE(at) === 0x06054b50) return at;
	throw new Unreadable('file/damaged');
}
