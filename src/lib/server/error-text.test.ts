import { expect, test } from 'vitest';
import en from '../../i18n/messages/en/errors.json';
import vi from '../../i18n/messages/vi/errors.json';
import { errorText, isErrorCode } from './error-text';

test('a code becomes a sentence, in either language, with its values', () => {
	expect(errorText('auth/too_many_tries', { wait: '5 phút' })).toBe(
		'Đã thử sai quá nhiều lần. Hãy chờ 5 phút rồi thử lại.'
	);
	expect(errorText('code/used', {}, 'en')).toBe('This code has been used already.');
});

test('only codes are codes', () => {
	expect(isErrorCode('code/used')).toBe(true);
	expect(isErrorCode('code/never_heard_of')).toBe(false);
	expect(isErrorCode('Invalid input')).toBe(false);
});

test('both languages have the same messages, and every key is that of a code: area, then what is wrong', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
	for (const key of Object.keys(vi)) expect(key).toMatch(/^error_[a-z]+_[a-z_]+$/);
});
