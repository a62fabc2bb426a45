namespace Ledger.Departments.Records;

/// <summary>
/// The record store cannot take a commit: the disk is full, failing or gone. Nothing of the commit was kept; what was
/// acknowledged before is untouched.
/// </summary>
public sealed class RecordStoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
