using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>权证是否有效: whether a certificate that somebody shows stands for the unit. One of another unit is told as one that is none.</summary>
internal sealed class CertificateLiveAnswer : ISharedAnswer
{
    /// <inheritdoc/>
    public string Item => "certificate-live";

    /// <inheritdoc/>
    public string Department => DepartmentNames.Registration;

    /// <inheritdoc/>
    public AnswerKind Kind => AnswerKind.Predicate;

    /// <inheritdoc/>
    public SharedField CountsAs => SharedField.Title;

    /// <inheritdoc/>
    public AskedFor Asks => AskedFor.Certificate;

    /// <inheritdoc/>
    public SharedAnswer Answer(AskedQuestion question, SharedPages pages)
    {
        var unit = question.Unit.ToString();
        var page = pages.Certificate(question.Certificate!);
        return new() { Yes = page is { Live: true } && (page.UnitCode == unit || page.Units.Contains(unit)) };
    }
}
