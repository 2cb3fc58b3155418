import { createHash } from 'node:crypto';

/* The comment of a contest's archive is the hash of all before it, behind this mark. */

const mark = 'sha256:';
const length = mark.length + 64;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An archive that has no comment yet, with its seal. */
export function sealed(archive: Uint8Array): Uint8Array {
	const body = Buffer.from(archive);
	body.writeUInt16LE(length, body.length - 2);
	return Buffer.concat([body, Buffer.from(mark + sha256(body), 'latin1')]);
}

/** Whether there is a seal at the end, of whatever. */
export function hasMark(file: Buffer): boolean {
	const at = file.length - length;
	return at >= 0 && file.toString('latin1', at, at + mark.length) === mark;
}

/** Whether everything before the seal is as it was when it was made. */
export function sealHolds(file: Buffer): boolean {
	const at = file.length - length;
	return hasMark(file) && file.toString('latin1', at + mark.length) === sha256(file.subarray(0, at));
}
