using Google.Protobuf;

namespace Ledger.Departments;

/// <summary>What reading a damaged row may throw, besides what SQLite finds itself.</summary>
internal static class RowFaults
{
    public static bool IsUnreadable(Exception e)
        => e is InvalidCastException or FormatException or OverflowException or ArgumentException or InvalidProtocolBufferException or IndexOutOfRangeException
            || (e is InvalidOperationException and not ObjectDisposedException);
}
