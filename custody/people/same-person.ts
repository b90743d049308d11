// The plan, which is read where nothing of the machine may be known, goes by the same rule.
export { foldedPlain, isSamePerson } from '@quorate/crypto-core/documents/same-person';
