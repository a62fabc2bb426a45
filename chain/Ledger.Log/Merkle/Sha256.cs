using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ledger.Log;

/// <summary>SHA-256 into a caller's buffer, without the cost of a call that sets up a context: for the many small hashes of log and state.</summary>
/// <remarks>
/// A block is little but hashes of 65 to a few hundred bytes. <see cref="SHA256.HashData(ReadOnlySpan{byte}, Span{byte})"/> takes
/// 0.8 to 1 µs for one, of which the hashing itself is a tenth; OpenSSL's block functions, which work on 112 bytes of
/// the caller's stack, take 0.11 µs. Where the OpenSSL 3 that .NET itself uses is not there or not as expected
/// (Windows, macOS, a browser), everything goes through <see cref="SHA256"/>.
/// </remarks>
public static unsafe class Sha256
{
    /// <summary>Length of a hash, in bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Longer messages are hashed by a call that lets the garbage collector go on meanwhile.</summary>
    private const int MaxHoldingSize = 1024;

    /// <summary>Bytes of OpenSSL's SHA256_CTX (112), with room to spare.</summary>
    private const int ContextSize = 256;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int> Append;
    private static readonly delegate* unmanaged[Cdecl]<byte*, byte*, nuint, int> AppendLong;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int> Finish;
    private static readonly bool IsNative;

#pragma warning disable CA1810 // The pointers belong together: all are set or none is used.
    static Sha256()
#pragma warning restore CA1810
    {
        if (OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libcrypto.so.3", out var library)
            && NativeLibrary.TryGetExport(library, "SHA256_Init", out var init)
            && NativeLibrary.TryGetExport(library, "SHA256_Update", out var append)
            && NativeLibrary.TryGetExport(library, "SHA256_Final", out var finish))
        {
            Init = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int>)init;
            Append = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int>)append;
            AppendLong = (delegate* unmanaged[Cdecl]<byte*, byte*, nuint, int>)append;
            Finish = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int>)finish;
            IsNative = AgreesWithPlatform();
        }
    }

    /// <summary>Hashes a message.</summary>
    /// <param name="message">Any length.</param>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        var hash = new byte[Size];
        Hash(message, hash);
        return hash;
    }

    /// <summary>Hashes a message.</summary>
    /// <param name="message">Any length.</param>
    /// <param name="destination">At least 32 bytes; may overlap the message.</param>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        if (!IsNative || !TryHashNative([], message, destination))
            SHA256.HashData(message, destination);
    }

    /// <summary>Hashes a message that stands in two places.</summary>
    /// <param name="first">Any length.</param>
    /// <param name="second">Any length.</param>
    /// <param name="destination">At least 32 bytes; may overlap the message.</param>
    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> destination)
    {
        if (IsNative && TryHashNative(first, second, destination))
            return;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.GetHashAndReset(destination);
    }

    private static bool TryHashNative(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> destination)
    {
        var context = stackalloc byte[ContextSize];
        // The slice refuses a destination that the native code would write beyond.
        fixed (byte* start = first, rest = second, output = destination[..Size])
        {
            return Init(context) == 1
                && TryAppend(context, start, first.Length)
                && TryAppend(context, rest, second.Length)
                && Finish(output, context) == 1;
        }
    }

    private static bool TryAppend(byte* context, byte* message, int length) =>
        length == 0 || (length <= MaxHoldingSize ? Append(context, message, (nuint)length) : AppendLong(context, message, (nuint)length)) == 1;

    /// <summary>Whether native and platform hashes are the same around every boundary of blocks and padding.</summary>
    private static bool AgreesWithPlatform()
    {
        Span<byte> message = stackalloc byte[MaxHoldingSize + 64];
        Span<byte> native = stackalloc byte[Size];
        Span<byte> platform = stackalloc byte[Size];
        for (var i = 0; i < message.Length; i++)
            message[i] = (byte)((i * 7) + 1);

        foreach (var length in (ReadOnlySpan<int>)[0, 1, 32, 55, 56, 63, 64, 77, 80, 119, 120, 128, 192, MaxHoldingSize, MaxHoldingSize + 1])
        {
            SHA256.HashData(message[..length], platform);
            if (!TryHashNative(message[..(length / 3)], message[(length / 3)..length], native) || !native.SequenceEqual(platform))
                return false;
        }

        return true;
    }
}
