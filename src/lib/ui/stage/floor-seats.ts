/** Where every seat stands; all lengths in CSS pixels. */
export interface FloorLayout {
	/** Width and height that a seat takes, with the gap around it. */
	width: number;
	height: number;
	/** Where the seats begin, and how far they spread: a wave crosses that. */
	left: number;
	span: number;
	/** Whether a number fits in the seat, to be read from afar. */
	numbered: boolean;
	/** Middle of the seat with index `i`. */
	centreOf: (i: number) => { x: number; y: number };
	/** What tells where one is where numbers do not fit: the first number of a row, the name of a unit. */
	labels: FloorLabel[];
}

/** A line of text on the floor; it is shortened to `room`. */
export interface FloorLabel {
	text: string;
	x: number;
	y: number;
	align: 'left' | 'right';
	/** Height of its type. */
	size: number;
	room: number;
	strong: boolean;
}

/** Width of a seat by its height. */
export const seatShape = 1.18;
