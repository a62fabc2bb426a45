using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ledger.State;

/// <summary>SHA-256 of messages of a few blocks, without the cost of a call that sets up a context.</summary>
/// <remarks>
/// A tree update is little but hashes of 80 bytes. <see cref="SHA256.HashData(ReadOnlySpan{byte}, Span{byte})"/> takes
/// 0.8 to 1 µs for one, of which the hashing itself is a tenth; OpenSSL's block functions, which work on 112 bytes of
/// the caller's stack, take 0.11 µs. Where the OpenSSL 3 that .NET itself uses is not there or not as expected
/// (Windows, macOS), everything goes through <see cref="SHA256"/>.
/// </remarks>
internal static unsafe class ShortSha256
{
    /// <summary>Longer messages go through <see cref="SHA256"/>: a native call of this kind holds up the garbage collector.</summary>
    private const int MaxNativeSize = 1024;

    /// <summary>Bytes of OpenSSL's SHA256_CTX (112), with room to spare.</summary>
    private const int ContextSize = 256;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int> Append;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int> Finish;
    private static readonly bool IsNative;

#pragma warning disable CA1810 // The pointers belong together: all are set or none is used.
    static ShortSha256()
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
            Finish = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int>)finish;
            IsNative = AgreesWithPlatform();
        }
    }

    /// <summary>Hashes a message.</summary>
    /// <param name="message">Any length.</param>
    /// <param name="destination">At least 32 bytes; may overlap the message.</param>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        if (!IsNative || message.Length > MaxNativeSize || !TryHashNative(message, destination))
            SHA256.HashData(message, destination);
    }

    private static bool TryHashNative(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        var context = stackalloc byte[ContextSize];
        // The slice refuses a destination that the native code would write beyond.
        fixed (byte* input = message, output = destination[..Hash256.Size])
        {
            return Init(context) == 1
                && Append(context, input, (nuint)message.Length) == 1
                && Finish(output, context) == 1;
        }
    }

    /// <summary>Whether native and platform hashes are the same around every boundary of blocks and padding.</summary>
    private static bool AgreesWithPlatform()
    {
        Span<byte> message = stackalloc byte[192];
        Span<byte> native = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> platform = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < message.Length; i++)
            message[i] = (byte)((i * 7) + 1);

        foreach (var length in (ReadOnlySpan<int>)[0, 1, 32, 55, 56, 63, 64, 77, 80, 119, 120, 128, 192])
        {
            SHA256.HashData(message[..length], platform);
            if (!TryHashNative(message[..length], native) || !native.SequenceEqual(platform))
                return false;
        }

        return true;
    }
}
