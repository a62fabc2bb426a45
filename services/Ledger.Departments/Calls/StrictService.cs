namespace Ledger.Departments;

/// <summary>Carries a service whose methods read requests in their one encoding only.</summary>
/// <typeparam name="T">The service; registered as a singleton.</typeparam>
public sealed class StrictService<T>
    where T : class;
