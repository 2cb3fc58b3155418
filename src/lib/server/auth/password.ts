import { hash, verify } from '@node-rs/argon2';
import { tooCommon } from './common-passwords';
import { newSecret } from './secret';

export const minLength = 10;
export const maxLength = 200;

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export type PasswordProblem =
	'password/short' | 'password/long' | 'password/username' | 'password/common' | 'password/differs';

/** What is wrong with a new password, typed twice; null if it is good. Lengths are in characters as people count them. */
export function passwordProblem(password: string, again: string, username: string): PasswordProblem | null {
	const plain = canonical(password);
	const length = [...plain].length;
	if (length < minLength) return 'password/short';
	if (length > maxLength) return 'password/long';
	if (plain.toLowerCase() === username) return 'password/username';
	if (tooCommon(plain)) return 'password/common';
	if (plain !== canonical(again)) return 'password/differs';
	return null;
}

export function hashPassword(password: string): Promise<string> {
	return hash(canonical(password), cost);
}

let unknownUser: Promise<string> | undefined;

/** Whether this is the password. Without a hash (no such user, or none set yet) it is wrong, after just as much work. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	unknownUser ??= hashPassword(newSecret());
	const matches = await verify(passwordHash ?? (await unknownUser), canonical(password));
	return matches && passwordHash !== null;
}

/** One keyboard types `ế` as one character, another as three: the same password. */
function canonical(password: string): string {
	return password.normalize('NFKC');
}
