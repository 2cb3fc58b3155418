import { createHash } from 'node:crypto';
import { knownPasswords } from './known-passwords';

/**
 * Words that somebody would try here first, as letters without marks: of the program, of those who use it, of places, of
 * keyboards. Whatever digits and signs stand around one of them, it is no password.
 */
const words = new Set(
	[
		'chuongvang rungchuongvang hoithi cuocthi thisinh giamkhao bangiamkhao bantochuc',
		'doanthanhnien doanthanhnienvietnam doantruong thanhdoan tinhdoan thanhnien tuoitre hoisinhvien',
		'truonghoc hocsinh sinhvien giaovien hochiminh vietnam hanoi saigon danang',
		'quantri quantrivien admin administrator organizer host judge',
		'matkhau matma password passwd letmein changeme welcome iloveyou anhyeuem emyeuanh khongbiet',
		'abc abcd qwerty qwertyuiop asdf asdfghjkl zxcvbnm'
	].flatMap((line) => line.split(' '))
);

let hashes: Set<string> | undefined;

/**
 * A password that guessing begins with: among the 10,000 of ten characters and more that were used most in what was stolen
 * elsewhere (docs/decisions/known-passwords.md), one of our words with trimmings, or made of one or two characters only.
 */
export function tooCommon(password: string): boolean {
	const plain = password.toLowerCase().replace(/\s/g, '');
	hashes ??= new Set(knownPasswords.trim().split('\n'));
	return hashes.has(markOf(plain)) || words.has(lettersOf(plain)) || new Set(plain).size <= 2;
}

/** How the list names a password: the list can be searched, and not read out. */
function markOf(plain: string): string {
	return createHash('sha256').update(plain).digest().subarray(0, 6).toString('base64');
}

const lookAlike = new Map([
	['0', 'o'],
	['@', 'a'],
	['$', 's']
]);

/** `P@ssw0rd!2026` as password, `Chuông Vàng 1` as chuongvang. */
function lettersOf(plain: string): string {
	const unmarked = plain.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
	const word = unmarked.replace(/^[^a-z]+|[^a-z]+$/g, '');
	return word.replace(/[0@$]/g, (sign) => lookAlike.get(sign) ?? sign).replace(/[^a-z]/g, '');
}
