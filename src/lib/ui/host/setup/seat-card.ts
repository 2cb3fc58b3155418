/** What a seat card says, and what its QR code holds. It proves the seat: for its owner's eyes, and for managers. */
export interface SeatCard {
	sbd: number;
	name: string;
	unit: string;
	pin: string;
	link: string;
}
