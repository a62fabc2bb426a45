using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// What no clerk can write, put in where it is not stated: what certificates say, computed from the book; the root over a volume's files.
/// </summary>
public static class RequestCompletion
{
    /// <summary>Names of the fields that are put in.</summary>
    public static IReadOnlyCollection<string> Fields { get; } = ["content_root", "volume_root"];

    /// <summary>Completes a request of an act.</summary>
    /// <param name="client">Reads the pages.</param>
    /// <param name="request">The request.</param>
    /// <param name="now">What has happened did so by then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The volume has no files.</exception>
    public static async Task CompleteAsync(LedgerClient client, IMessage request, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        switch (request)
        {
            case IssueCertificatesRequest issue:
                foreach (var asked in issue.Certificates.Where(static asked => asked.ContentRoot.IsEmpty))
                {
                    // A number that cannot be read is told as such by the form, one that the book lacks by the rules.
                    if (Canonicalize.TryParse<CertificateNumber>(asked.Certificate, out var number, out _))
                        asked.ContentRoot = Bytes(await CertificateRoots.OfIssuedAsync(client.Reader, new() { Number = number.ToString() }, cancellationToken));
                }

                break;
            case ReissueCertificateRequest { ContentRoot.IsEmpty: true } reissue when EventOf(reissue, now) is { } e:
                reissue.ContentRoot = Bytes(await CertificateRoots.OfReplacementAsync(client.Reader, e, cancellationToken));
                break;
            case SuperviseFundsRequest { UnitCodes.Count: 0 } agreement
                when Canonicalize.TryParse<ContractNumber>(agreement.ContractNumber, out var contract, out _):
                // The department states the contract's units: the act that is asked for has to state them, too.
                if ((await client.Reader.GetPageAsync(PageKeys.Contract(contract.ToString()), cancellationToken: cancellationToken)).Page is { } page)
                    agreement.UnitCodes.AddRange(ContractPage.Parser.ParseFrom(page.Body).Units.Select(static unit => unit.UnitCode));
                break;
            case ArchiveCaseRequest { VolumeRoot.IsEmpty: true } archive:
                archive.VolumeRoot = Bytes(Root(archive));
                break;
            default:
                break;
        }
    }

    // Of what is not in the book the rules say so: a root of nothing agrees with nothing.
    private static ByteString Bytes(byte[]? root) => UnsafeByteOperations.UnsafeWrap(root ?? new byte[32]);

    private static byte[] Root(ArchiveCaseRequest request) => request.Document is { Files.Count: > 0 } volume
        ? VolumeRoot.Of(volume.Files)
        : throw new InputException(
        [
            new InputFailure
            {
                Field = "document.files",
                MessageZh = "案卷没有文件：请以 --attach 附上案卷的文件或文件夹，摘要由程序计算",
                MessageEn = "the volume has no files: add its files or their folder with --attach, the program computes the root",
                Expected = "at least one file",
            },
        ]);

    private static CertificateReissued? EventOf(ReissueCertificateRequest request, DateTimeOffset now)
    {
        var nothing = new NothingKnown();
        var scope = new ActScope(nothing, nothing, Day.At((ulong)now.ToUnixTimeMilliseconds()), new byte[32], new byte[32]);
        var built = scope.Build(AskedAct.Alone(request)).Body as CertificateReissued;
        return scope.Faults.All.All(static fault => fault.Field == "content_root") ? built : null;
    }
}
