import type { PropertyDeclaration, ReactiveElement } from 'lit';

// Lit's `@property` and `@state`, for fields and the experimental decorators that this package is compiled with. Lit's own bring
// what the standard ones need as well, and that is most of them.

type FieldDecorator = (prototype: ReactiveElement, name: PropertyKey) => void;

/** A public property: the element renders anew when it changes, and an attribute of its name gives it, unless told otherwise. */
export function property(options?: PropertyDeclaration): FieldDecorator {
  return (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
  };
}

/** What an element keeps for itself and renders anew by. */
export function state(): FieldDecorator {
  return property({ state: true, attribute: false });
}
