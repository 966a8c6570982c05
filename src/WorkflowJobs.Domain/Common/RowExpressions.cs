using System.Linq.Expressions;

namespace WorkflowJobs.Domain.Common;

/// <summary>Putting conditions on rows together, so that the database evaluates them as one.</summary>
internal static class RowExpressions
{
    /// <summary>What the lambda says, of another parameter in place of its own.</summary>
    public static Expression On(this LambdaExpression lambda, ParameterExpression row) => new Rebind(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed class Rebind(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
