using Ledger.Departments.Records.Rows;

namespace Ledger.Departments;

/// <summary>A record to be kept before its envelope leaves the house.</summary>
/// <param name="Number">Number allotted by the store.</param>
/// <param name="RequestIdHash">SHA-256 of the client's request id, 32 bytes.</param>
/// <param name="Row">What was asked, by whom, when.</param>
/// <param name="Content">Request, documents, personal data and salts.</param>
/// <param name="Envelope">The signed envelope; null for an act that its bank is still to sign.</param>
public sealed record NewRecord(long Number, byte[] RequestIdHash, RecordRow Row, ContentRow Content, StoredEnvelope? Envelope);
