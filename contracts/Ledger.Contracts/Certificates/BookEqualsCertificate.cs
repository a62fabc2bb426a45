using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-55 证簿一致: the content root of a certificate is the one that the pages of the book give.</summary>
internal static class BookEqualsCertificate
{
    public static readonly Rule C55 = Rule.Reject("C-55", "证簿一致", "book equals certificate", "民法典 217");

    /// <summary>Compares a stated root with the book.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="id">The certificate.</param>
    /// <param name="stated">The root stated.</param>
    /// <param name="path">Field of the event that states it.</param>
    /// <param name="view">The page of the book that the root is computed from.</param>
    /// <param name="content">What the book says; null when no row of the book names the certificate.</param>
    public static void Check<T>(Judgement judgement, CertificateId id, ByteString stated, string path, PageView<T> view, CertificateContent? content)
        where T : class, IMessage<T>
    {
        var root = content is null ? null : CertificateContents.RootOf(content);
        if (root is not null && stated.Span.SequenceEqual(root))
            return;
        judgement.Fail(
            C55,
            content is null
                ? new($"登记簿中没有以{Labels.Certificate(id)}为证号的记载", $"no row of the book names the certificate {Labels.Certificate(id)}")
                : new($"证书{Labels.Certificate(id)}的内容与登记簿不一致", $"the content of the certificate {Labels.Certificate(id)} is not what the book says"),
            new("请按登记簿现有记载重新缮证", "print the certificate anew from the book as it stands"),
            Labels.InEvent(new("证书内容摘要", "content root"), Convert.ToHexStringLower(stated.Span), path),
            view.Says(new("据登记簿计算的摘要", "root computed from the book"), root is null ? null : Convert.ToHexStringLower(root)));
    }
}
