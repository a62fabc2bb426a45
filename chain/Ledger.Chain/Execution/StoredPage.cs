using System.Runtime.InteropServices;

namespace Ledger.Chain;

/// <summary>A page as a store holds it.</summary>
/// <param name="Version">Block that wrote it; 0 where the store keeps no history.</param>
/// <param name="Bytes">Its bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoredPage(ulong Version, byte[] Bytes);
