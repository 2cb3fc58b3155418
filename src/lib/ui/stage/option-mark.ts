/** Shapes of the letters A to F in a square of 100: circle, square, diamond, hexagon, shield, flower. */
const shapes = [
	'M50 3a47 47 0 1 1 0 94a47 47 0 0 1 0-94Z',
	'M20 7h60a13 13 0 0 1 13 13v60a13 13 0 0 1-13 13h-60a13 13 0 0 1-13-13v-60a13 13 0 0 1 13-13Z',
	'M44 2.5a9 9 0 0 1 12 0l41.5 41.5a9 9 0 0 1 0 12l-41.5 41.5a9 9 0 0 1-12 0l-41.5-41.5a9 9 0 0 1 0-12Z',
	'M29 7h42a7 7 0 0 1 6 3.5l20 36a7 7 0 0 1 0 7l-20 36a7 7 0 0 1-6 3.5h-42a7 7 0 0 1-6-3.500l-20-36a7 7 0 0 1 0-7l20-36a7 7 0 0 1 6-3.500Z',
	'M12 8h76a6 6 0 0 1 6 6v38c0 24-17 38-44 46c-27-8-44-22-44-46v-38a6 6 0 0 1 6-6Z',
	'M50 2c9 0 15 8 18 12c5-1 15-2 20 5s2 16 0 20c4 3 11 8 11 16s-7 13-11 16c2 5 4 14-2 20s-15 4-19 3c-3 3-9 6-17 6s-14-3-17-6c-4 1-13 3-19-3s-4-15-2-20c-4-3-11-8-11-16s7-13 11-16c-2-4-5-13 0-20s15-6 20-5c3-4 9-12 18-12Z'
];

/** The letter of the option with this index (0 is A), and its shape as a path. */
export function mark(index: number): { letter: string; shape: string } {
	return { letter: String.fromCharCode(65 + index), shape: shapes[index] ?? shapes[0] ?? '' };
}
