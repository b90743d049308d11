/** What a person types, whole, to go on with bundle and cards alone although the folder around them was changed. */
export const tamperingSentence = 'go on despite tampering';
