namespace Ledger.Client;

/// <summary>The bytes of a file are not of the encoding they are read in.</summary>
public sealed class TextEncodingException : LedgerException
{
    /// <summary>A fault at a place.</summary>
    /// <param name="encoding">The encoding that was assumed.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="bytes">The bytes at fault.</param>
    /// <param name="inner">What the decoder said.</param>
    public TextEncodingException(string encoding, int line, byte[] bytes, Exception? inner)
        : base(
            $"第{line}行：字节 {Convert.ToHexString(bytes)} 不是 {encoding} 编码；请另存为 UTF-8，或用 --encoding 指明编码（{string.Join("、", TextEncoding.Names)}）",
            $"line {line}: the bytes {Convert.ToHexString(bytes)} are not {encoding}; save the file as UTF-8 or name its encoding with --encoding ({string.Join(", ", TextEncoding.Names)})",
            inner) => Line = line;

    /// <summary>Line of the first byte at fault, from 1.</summary>
    public int Line { get; }
}
