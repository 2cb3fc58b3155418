import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Transform } from 'node:stream';

/*
 * A backup is a gzip file. Its last member holds nothing but a comment, the SHA-256 of every byte before it: so that a file that was
 * cut or changed anywhere is known by its bytes, before it is unpacked, and gzip and zcat take it all the same.
 */

const beginning = Buffer.from([0x1f, 0x8b, 8, 0x10 /* a comment */, 0, 0, 0, 0, 0, 0xff]);
const nothing = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

function sealOf(sha256: string): Buffer {
	return Buffer.concat([beginning, Buffer.from(`sha256 ${sha256}\0`), nothing]);
}

const sealLength = sealOf('0'.repeat(64)).length;

/** Passes a gzip file on and puts its seal behind it. */
export function sealing(): Transform {
	const hash = createHash('sha256');
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			done(null, chunk);
		},
		flush(done) {
			done(null, sealOf(hash.digest('hex')));
		}
	});
}

/** Whether every byte of the file is as it was when it was sealed. */
export async function isWhole(file: FileHandle): Promise<boolean> {
	const { size } = await file.stat();
	if (size <= sealLength) return false;
	const hash = createHash('sha256');
	for await (const bytes of bytesOf(file, size - sealLength)) hash.update(bytes);
	const seal = Buffer.alloc(sealLength);
	await file.read(seal, 0, sealLength, size - sealLength);
	return seal.equals(sealOf(hash.digest('hex')));
}

/** The first `length` bytes of a file, little by little, wherever its reader has been before. */
export async function* bytesOf(file: FileHandle, length: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < length;) {
		const piece = Buffer.alloc(Math.min(65_536, length - at));
		const { bytesRead } = await file.read(piece, 0, piece.length, at);
		if (bytesRead === 0) return; // it has become shorter
		yield piece.subarray(0, bytesRead);
		at += bytesRead;
	}
}
