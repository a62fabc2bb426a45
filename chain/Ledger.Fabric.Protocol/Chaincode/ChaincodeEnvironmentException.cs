namespace Ledger.Fabric.Protocol;

/// <summary>An environment variable is missing or cannot be used.</summary>
/// <param name="variable">Its name.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class ChaincodeEnvironmentException(string variable, string reason) : Exception($"{variable}: {reason}.");
