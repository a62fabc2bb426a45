namespace Ledger.Log;

/// <summary>
/// Thrown by the <c>Parse</c> methods of this library when the input is refused. The <c>TryParse</c> methods return the same
/// <see cref="LogFault"/> instead.
/// </summary>
public sealed class LogFormatException : FormatException
{
    /// <summary>Wraps a fault.</summary>
    public LogFormatException(LogFault fault)
        : base(fault.ToString()) => Fault = fault;

    /// <summary>What was wrong with the input.</summary>
    public LogFault Fault { get; }
}
