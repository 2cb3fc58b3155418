import { expect, test } from 'vitest';
import { handlesIn } from './handles';

const limits = (files: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             47738                47738                processes
Max open files            ${files}           1048576              files
Max locked memory         8388608              8388608              bytes
`;

test('the limit of handles that holds now', () => {
	expect(handlesIn(limits('1024      '))).toBe(1024);
	expect(handlesIn(limits('unlimited '))).toBeNull();
	expect(handlesIn('')).toBeNull();
});
