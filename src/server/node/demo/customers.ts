/** A customer whom the companies' own sites know, as a shop knows whoever has signed in there. */
export interface DemoCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Who vouches for them. */
export const issuer = 'shop.example';

export const demoCustomers: readonly DemoCustomer[] = [
  { id: 'kim', name: 'Kim Larsen', email: 'kim.larsen@fjordline.example' },
  { id: 'sofia', name: 'Sofia Marino', email: 'sofia.marino@vialetto.example' },
];
